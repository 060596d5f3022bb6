#include "core/detect/layers/byte_escape.h"

#include "core/base/utf8.h"
#include "core/detect/layers/written.h"

namespace fun::detect {
namespace {

// Two hexadecimal digits behind a sign.
ByteEscape ReadSignedByte(std::string_view text, std::size_t at, char sign) {
  if (text.size() - at < 3 || text[at] != sign) return {};
  const int high = HexDigitOf(text[at + 1]);
  const int low = HexDigitOf(text[at + 2]);
  if (high == kNoDigit || low == kNoDigit) return {};
  return {static_cast<unsigned char>(high << 4 | low), 3};
}

ByteEscape ReadPercentByte(std::string_view text, std::size_t at) {
  return ReadSignedByte(text, at, '%');
}

ByteEscape ReadQuotedByte(std::string_view text, std::size_t at) {
  return ReadSignedByte(text, at, '=');
}

// `=` at the end of a line: the line goes on.
Escape SoftBreakAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at + 1, 2);
  if (rest.starts_with('\n')) return {2, 0, Encoding::kQuotedPrintable, {}};
  if (rest == "\r\n") return {3, 0, Encoding::kQuotedPrintable, {}};
  return {};
}

bool IsPrintableOrSpace(unsigned char byte) {
  return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
}

}  // namespace

Escape CharacterFromBytes(std::string_view text, std::size_t at, ByteReader read) {
  const ByteEscape first = read(text, at);
  const std::size_t count = first.size == 0 ? 0 : Utf8SizeOf(first.byte);
  char bytes[4] = {static_cast<char>(first.byte)};
  std::size_t end = at + first.size;
  for (std::size_t i = 1; i < count; ++i) {
    if (end >= text.size()) return {};
    const ByteEscape next = read(text, end);
    if (next.size == 0) return {};
    bytes[i] = static_cast<char>(next.byte);
    end += next.size;
  }
  if (count == 0) return {};
  const Utf8Character character = ReadUtf8({bytes, count}, 0);
  if (character.size == 0) return {};
  return EscapeOfPoint(character.point, end - at, Encoding::kPercent);
}

Escape CharacterFromAnyBytes(std::string_view text, std::size_t at, ByteReader read) {
  const Escape character = CharacterFromBytes(text, at, read);
  if (character.size != 0) return character;
  const ByteEscape first = read(text, at);
  if (first.size == 0) return {};
  return EscapeOfPoint(Cp1252PointOf(first.byte), first.size, Encoding::kPercent);
}

std::uint32_t Cp1252PointOf(std::uint32_t byte) {
  constexpr std::uint16_t kFrom80[] = {
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  return byte >= 0x80 && byte < 0xA0 ? kFrom80[byte - 0x80] : byte;
}

Escape PercentEscapeAt(std::string_view text, std::size_t at) {
  if (text.size() - at >= 2 && (text[at + 1] | 0x20) == 'u') {  // JavaScript's escape()
    return Utf16EscapeAt(text, at, Encoding::kPercent);
  }
  return CharacterFromAnyBytes(text, at, ReadPercentByte);
}

Escape QuotedPrintableAt(std::string_view text, std::size_t at) {
  Escape escape = CharacterFromBytes(text, at, ReadQuotedByte);
  if (escape.size == 0) return SoftBreakAt(text, at);
  if (escape.decoded_size == 1 &&
      !IsPrintableOrSpace(static_cast<unsigned char>(escape.decoded[0]))) {
    return {};
  }
  escape.encoding = Encoding::kQuotedPrintable;
  return escape;
}

}  // namespace fun::detect
