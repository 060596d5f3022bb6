#include "core/json/value.h"

#include <algorithm>

#include "core/base/arena.h"
#include "core/json/structure.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::json {
namespace {

// Visitor of json::Walker; grows the tree from its root.
class ValueBuilder {
 public:
  ValueBuilder(std::string_view text, bool takes_lone_surrogates)
      : text_(text), takes_lone_surrogates_(takes_lone_surrogates) {}

  void OnKey(RawString raw) { key_ = Decoded(raw); }
  void OnString(RawString raw) { Add({ValueType::kString, Decoded(raw)}); }
  void OnScalar(Span raw) {
    const std::string_view token = Slice(text_, raw);
    switch (token.front()) {
      case 'n':
        return Add({});
      case 't':
        return Add({ValueType::kTrue});
      case 'f':
        return Add({ValueType::kFalse});
      default:
        return Add({ValueType::kNumber, std::string(token)});
    }
  }
  void OnOpen(std::size_t, bool is_object) {
    open_.push_back({std::exchange(key_, {}), {is_object ? ValueType::kObject : ValueType::kList}});
  }
  void OnClose(std::size_t) {
    auto [key, value] = std::move(open_.back());
    open_.pop_back();
    key_ = std::move(key);
    Add(std::move(value));
  }

  bool is_sound() const { return is_sound_; }
  Value TakeRoot() { return std::move(root_); }

 private:
  std::string Decoded(Span raw) {
    arena_.Clear();
    const DecodedText decoded = Unescape(Slice(text_, raw), arena_);
    if (decoded.has_lone_surrogate && !takes_lone_surrogates_) is_sound_ = false;
    return std::string(decoded.text);
  }

  void Add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    Value& parent = open_.back().second;
    if (parent.is_object() && parent.Find(key_) != nullptr) is_sound_ = false;
    parent.of.emplace_back(std::exchange(key_, {}), std::move(value));
  }

  std::string_view text_;
  bool takes_lone_surrogates_;
  Arena arena_;
  std::string key_;
  std::vector<std::pair<std::string, Value>> open_;  // each with the key that it goes under
  Value root_;
  bool is_sound_ = true;
};

void AppendValue(const Value& value, std::string& out) {
  switch (value.type) {
    case ValueType::kNull:
      out += "null";
      return;
    case ValueType::kTrue:
      out += "true";
      return;
    case ValueType::kFalse:
      out += "false";
      return;
    case ValueType::kNumber:
      out += value.text;
      return;
    case ValueType::kString:
      AppendQuoted(value.text, out);
      return;
    case ValueType::kList:
    case ValueType::kObject:
      break;
  }
  out += value.is_object() ? '{' : '[';
  const std::size_t begin = out.size();
  for (const auto& [key, item] : value.of) {
    if (out.size() != begin) out += ',';
    if (value.is_object()) {
      AppendQuoted(key, out);
      out += ':';
    }
    AppendValue(item, out);
  }
  out += value.is_object() ? '}' : ']';
}

}  // namespace

Value StringValue(std::string_view text) { return {ValueType::kString, std::string(text)}; }
Value NumberValue(std::uint64_t number) { return {ValueType::kNumber, std::to_string(number)}; }

std::string ValueText(const Value& value) {
  std::string text;
  AppendValue(value, text);
  return text;
}

Value& Value::Add(std::string_view key, Value value) {
  of.emplace_back(key, std::move(value));
  return *this;
}

const Value* Value::Find(std::string_view key) const {
  if (!is_object()) return nullptr;
  const auto at = std::ranges::find(of, key, &std::pair<std::string, Value>::first);
  return at == of.end() ? nullptr : &at->second;
}

std::optional<Value> ReadValue(std::string_view text, ReadLimits limits) {
  Structure structure;
  if (structure.Index(text) != Refusal::kNone) return std::nullopt;
  ValueBuilder builder(text, limits.takes_lone_surrogates);
  Walker walker(text, structure.start(), {.max_depth = limits.deepest}, builder);
  if (!walker.Walk().ok() || !builder.is_sound()) return std::nullopt;
  return builder.TakeRoot();
}

}  // namespace fun::json
