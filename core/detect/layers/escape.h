// Finds the escapes of a text: the places where one character is written as others.
//
// Each kind is read by a function of its own; this one knows which byte begins which.  What an
// escape stands for never takes more bytes than the escape itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/detect/layers/encodings.h"

namespace fun::detect {

// One character, or the invisible one that goes.
struct Escape {
  std::uint32_t size = 0;         // bytes of the text that it takes; 0: none stands here
  std::uint8_t decoded_size = 0;  // at most `size`; 0: removed
  Encoding encoding = Encoding::kPercent;
  char decoded[4] = {};

  std::string_view text() const { return {decoded, decoded_size}; }
};

// Where the first escape at or behind `from` begins, of those in `undo`; text.size() when there
// is none, then `escape` holds nothing.  `text` is shorter than 4 GiB.  O(text.size() - from).
std::size_t FindEscape(std::string_view text, std::size_t from, EncodingSet undo, Escape& escape);

// As FindEscape, every byte looked at: what tests hold FindEscape against.
std::size_t FindEscapeBytewise(std::string_view text, std::size_t from, EncodingSet undo,
                               Escape& escape);

// True when some local escape stands in `text`: false for nearly all texts of a log, at the price
// of reading them once.
bool MayHoldEscapes(std::string_view text);

// An escape for `point`, at most U+10FFFF, that takes `size` bytes of the text.
Escape EscapeOfPoint(std::uint32_t point, std::size_t size, Encoding encoding);

constexpr int kNoDigit = 16;

// The value of a hexadecimal digit, kNoDigit for any other character.
constexpr int HexDigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : kNoDigit;
}

// Digits of a number at text[at]: of base 16, 10 or 8, at most `most`.
struct DigitRun {
  std::uint32_t value = 0;  // 0xFFFFFFFF when it has no room for the number
  std::size_t size = 0;     // digits
};
struct DigitFormat {
  std::uint32_t base = 16;
  std::size_t most = 0;
};
DigitRun ReadDigits(std::string_view text, std::size_t at, DigitFormat format);

}  // namespace fun::detect
