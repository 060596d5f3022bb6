#include "loader/server/answer.h"

#include <algorithm>
#include <charconv>

#include "core/base/span.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLongestType = 80;

bool IsTypeCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

template <typename Number>
Number NumberIn(std::string_view text) {
  Number number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// {"errors":…,"items":[{"create":{"status":201}},{"create":{"status":400,"error":{"type":"…"}}}]}
// Depths:   1        2 3         4                                       5
class ItemVisitor {
 public:
  explicit ItemVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) {
    key_ = Slice(text_, raw);
    if (depth_ == 1) in_items_ = key_ == "items";
  }
  void OnString(Span raw) {
    if (in_items_ && depth_ == 5 && key_ == "type") {
      items.back().error_type = CleanErrorType(Slice(text_, raw));
    }
  }
  void OnScalar(Span raw) {
    if (in_items_ && depth_ == 4 && key_ == "status") {
      items.back().status = NumberIn<int>(Slice(text_, raw));
    }
  }
  void OnOpen(std::size_t, bool) {
    ++depth_;
    if (in_items_ && depth_ == 3) items.emplace_back();
  }
  void OnClose(std::size_t) { --depth_; }

  std::vector<ItemAnswer> items;

 private:
  std::string_view text_;
  std::string_view key_;
  int depth_ = 0;
  bool in_items_ = false;
};

// {"error":{"type":"…"},"status":400,"count":3}
class ErrorVisitor {
 public:
  ErrorVisitor(std::string_view text, std::string_view number_name)
      : text_(text), number_name_(number_name) {}

  void OnKey(Span raw) {
    key_ = Slice(text_, raw);
    if (depth_ == 1) in_error_ = key_ == "error";
  }
  void OnString(Span raw) {
    if (in_error_ && depth_ == 2 && key_ == "type") type = CleanErrorType(Slice(text_, raw));
  }
  void OnScalar(Span raw) {
    if (depth_ == 1 && key_ == number_name_) number = NumberIn<std::uint64_t>(Slice(text_, raw));
  }
  void OnOpen(std::size_t, bool) { ++depth_; }
  void OnClose(std::size_t) { --depth_; }

  std::string type;
  std::optional<std::uint64_t> number;

 private:
  std::string_view text_;
  std::string_view number_name_;
  std::string_view key_;
  int depth_ = 0;
  bool in_error_ = false;
};

}  // namespace

std::optional<std::vector<ItemAnswer>> ReadItems(std::string_view body) {
  ItemVisitor visitor(body);
  if (!WalkAnswer(body, visitor)) return std::nullopt;
  return std::move(visitor.items);
}

std::string ReadErrorType(std::string_view body) {
  ErrorVisitor visitor(body, "");
  if (!WalkAnswer(body, visitor)) return "";
  return std::move(visitor.type);
}

std::optional<std::uint64_t> ReadNumber(std::string_view body, std::string_view name) {
  ErrorVisitor visitor(body, name);
  if (!WalkAnswer(body, visitor)) return std::nullopt;
  return visitor.number;
}

std::string CleanErrorType(std::string_view type) {
  const bool is_name =
      !type.empty() && type.size() <= kLongestType && std::ranges::all_of(type, IsTypeCharacter);
  return is_name ? std::string(type) : "unknown";
}

}  // namespace fun::loader
