// The small pieces of the grammar that the walk is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/json/refusal.h"

namespace fun::json {

inline bool IsJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// kNone when `token` is a number, true, false or null; numbers of any length.
Refusal CheckScalar(std::string_view token);

// True when `text` begins, after white space, like an object, array or string.
bool LooksLikeJson(std::string_view text);

// Which brackets are open; 1 is an object.  Shallow lines, which are all but a
// few, allocate nothing.
class BracketStack {
 public:
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  std::uint8_t back() const { return top_; }

  void push_back(std::uint8_t is_object) {
    if (size_ < kInline) {
      inline_[size_] = is_object;
    } else {
      rest_.push_back(is_object);
    }
    ++size_;
    top_ = is_object;
  }

  void pop_back() {
    --size_;
    if (size_ >= kInline) rest_.pop_back();
    if (size_ != 0) top_ = size_ <= kInline ? inline_[size_ - 1] : rest_.back();
  }

 private:
  static constexpr std::size_t kInline = 64;
  std::size_t size_ = 0;
  std::uint8_t top_ = 0;
  std::uint8_t inline_[kInline];
  std::vector<std::uint8_t> rest_;
};

}  // namespace fun::json
