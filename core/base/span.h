// A half-open range of bytes: the word in which all rooms speak of places.
#pragma once

#include <cstddef>
#include <string_view>

namespace fun {

// Bytes [begin, end) of some text, counted from its first byte.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

}  // namespace fun
