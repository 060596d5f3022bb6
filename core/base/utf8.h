// UTF-8, one character at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun {

// The character that begins at some place; `size` in bytes, 0 where no well-formed one begins.
struct Utf8Character {
  std::uint32_t point = 0;
  std::size_t size = 0;
};

// How many bytes a character takes that begins with `first`; 0 when none does.
constexpr std::size_t Utf8SizeOf(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
}

constexpr bool IsSurrogate(std::uint32_t point) { return point >= 0xD800 && point < 0xE000; }

// Source: RFC 3629; no overlong forms, no surrogates, nothing over U+10FFFF.
constexpr Utf8Character ReadUtf8(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t size = Utf8SizeOf(first);
  if (size <= 1) return {first, size};
  if (size > text.size() - at) return {};
  std::uint32_t point = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0) != 0x80) return {};
    point = point << 6 | (next & 0x3FU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[size] || point > 0x10FFFF || IsSurrogate(point)) return {};
  return {point, size};
}

// Writes `point`, at most U+10FFFF, and returns how many bytes that took.  A surrogate becomes
// its three WTF-8 bytes.
constexpr std::size_t WriteUtf8(std::uint32_t point, char* out) {
  if (point < 0x80) {
    out[0] = static_cast<char>(point);
    return 1;
  }
  const std::size_t size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (std::size_t i = size; i-- > 1; point >>= 6) {
    out[i] = static_cast<char>(0x80 | (point & 0x3F));
  }
  out[0] = static_cast<char>((0xF00U >> size & 0xFF) | point);
  return size;
}

}  // namespace fun
