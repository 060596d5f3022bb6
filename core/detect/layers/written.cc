#include "core/detect/layers/written.h"

#include "core/base/utf8.h"
#include "core/detect/layers/byte_escape.h"

namespace fun::detect {
namespace {

constexpr std::uint32_t kLastPoint = 0x10FFFF;

// The four digits of an escape \uXXXX; false when none stands there.
bool ReadUtf16Unit(std::string_view text, std::size_t at, char sign, std::uint32_t& unit) {
  if (at + 6 > text.size() || text[at] != sign || (text[at + 1] | 0x20) != 'u') return false;
  const DigitRun digits = ReadDigits(text, at + 2, {16, 4});
  unit = digits.value;
  return digits.size == 4;
}

// \xXX or three octal digits up to \377.
ByteEscape ReadWrittenByte(std::string_view text, std::size_t at) {
  if (text.size() - at < 4 || text[at] != '\\') return {};
  if (text[at + 1] == 'x') {
    const DigitRun digits = ReadDigits(text, at + 2, {16, 2});
    if (digits.size != 2) return {};
    return {static_cast<unsigned char>(digits.value), 4};
  }
  const DigitRun digits = ReadDigits(text, at + 1, {8, 3});
  if (digits.size != 3 || digits.value > 0xFF) return {};
  return {static_cast<unsigned char>(digits.value), 4};
}

// \u{…} or \x{…}, up to eight digits.
Escape BracedEscapeAt(std::string_view text, std::size_t at) {
  constexpr std::size_t kBeforeDigits = 3;
  const DigitRun digits = ReadDigits(text, at + kBeforeDigits, {16, 8});
  const std::size_t end = at + kBeforeDigits + digits.size;
  if (digits.size == 0 || end >= text.size() || text[end] != '}') return {};
  if (digits.value > kLastPoint) return {};
  return EscapeOfPoint(digits.value, end + 1 - at, Encoding::kWritten);
}

Escape LongEscapeAt(std::string_view text, std::size_t at) {
  const DigitRun digits = ReadDigits(text, at + 2, {16, 8});
  if (digits.size != 8 || digits.value > kLastPoint) return {};
  return EscapeOfPoint(digits.value, 10, Encoding::kWritten);
}

Escape ShortEscapeOf(char letter) {
  switch (letter) {
    case 'n':
      return EscapeOfPoint('\n', 2, Encoding::kWritten);
    case 'r':
      return EscapeOfPoint('\r', 2, Encoding::kWritten);
    case 't':
      return EscapeOfPoint('\t', 2, Encoding::kWritten);
    case '/':
    case '"':
    case '\'':
    case '\\':
      return EscapeOfPoint(static_cast<unsigned char>(letter), 2, Encoding::kWritten);
    default:
      return {};
  }
}

}  // namespace

Escape Utf16EscapeAt(std::string_view text, std::size_t at, Encoding encoding) {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  if (!ReadUtf16Unit(text, at, text[at], first)) return {};
  const bool is_pair = first >= 0xD800 && first < 0xDC00 &&
                       ReadUtf16Unit(text, at + 6, text[at], second) && second >= 0xDC00 &&
                       second < 0xE000;
  if (!is_pair) return EscapeOfPoint(first, 6, encoding);
  return EscapeOfPoint(0x10000 + ((first - 0xD800) << 10 | (second - 0xDC00)), 12, encoding);
}

Escape WrittenEscapeAt(std::string_view text, std::size_t at) {
  if (text.size() - at < 2) return {};
  const char letter = text[at + 1];
  const bool is_braced = text.size() - at > 2 && text[at + 2] == '{';
  if ((letter == 'u' || letter == 'x') && is_braced) return BracedEscapeAt(text, at);
  if (letter == 'u') return Utf16EscapeAt(text, at, Encoding::kWritten);
  if (letter == 'U') return LongEscapeAt(text, at);
  Escape escape = CharacterFromAnyBytes(text, at, ReadWrittenByte);
  escape.encoding = Encoding::kWritten;
  return escape.size != 0 ? escape : ShortEscapeOf(letter);
}

}  // namespace fun::detect
