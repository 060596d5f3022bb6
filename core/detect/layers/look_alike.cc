#include "core/detect/layers/look_alike.h"

#include <algorithm>
#include <iterator>

#include "core/base/utf8.h"

// Source: the Unicode Character Database (compatibility decompositions, Default_Ignorable).
namespace fun::detect {
namespace {

// [begin, end) looks like the characters from `ascii` on, over again after `period`;
// 0: like nothing.
struct LookAlikes {
  std::uint32_t begin;
  std::uint32_t end;
  char ascii;
  std::uint8_t period = 0xFF;
};

// clang-format off
constexpr LookAlikes kLookAlikes[] = {
    {0x0000, 0x0009, 0}, {0x000E, 0x0020, 0}, {0x007F, 0x0085, 0}, {0x0085, 0x0086, ' '},
    {0x0086, 0x00A0, 0}, {0x00A0, 0x00A1, ' '}, {0x00AD, 0x00AE, 0}, {0x00B2, 0x00B4, '2'},
    {0x00B9, 0x00BA, '1'}, {0x034F, 0x0350, 0}, {0x061C, 0x061D, 0}, {0x0660, 0x066A, '0'},
    {0x06F0, 0x06FA, '0'}, {0x115F, 0x1161, 0}, {0x1680, 0x1681, ' '}, {0x17B4, 0x17B6, 0},
    {0x180B, 0x1810, 0}, {0x2000, 0x200B, ' ', 1}, {0x200B, 0x2010, 0}, {0x2010, 0x2016, '-', 1},
    {0x2024, 0x2025, '.'}, {0x2028, 0x202A, ' ', 1}, {0x202A, 0x202F, 0}, {0x202F, 0x2030, ' '},
    {0x2044, 0x2045, '/'}, {0x205F, 0x2060, ' '}, {0x2060, 0x2070, 0}, {0x2070, 0x2071, '0'},
    {0x2074, 0x207A, '4'}, {0x207A, 0x207B, '+'}, {0x2080, 0x208A, '0'}, {0x2102, 0x2103, 'C'},
    {0x210A, 0x210B, 'g'}, {0x210B, 0x210E, 'H', 1}, {0x210E, 0x210F, 'h'},
    {0x2110, 0x2112, 'I', 1}, {0x2112, 0x2113, 'L'}, {0x2113, 0x2114, 'l'}, {0x2115, 0x2116, 'N'},
    {0x2119, 0x211B, 'P'}, {0x211B, 0x211E, 'R', 1}, {0x2124, 0x2125, 'Z'}, {0x2128, 0x2129, 'Z'},
    {0x212C, 0x212E, 'B'}, {0x212F, 0x2130, 'e'}, {0x2130, 0x2132, 'E'}, {0x2133, 0x2134, 'M'},
    {0x2134, 0x2135, 'o'}, {0x2139, 0x213A, 'i'}, {0x2212, 0x2213, '-'}, {0x2215, 0x2216, '/'},
    {0x2236, 0x2237, ':'}, {0x2460, 0x2469, '1'}, {0x2474, 0x247D, '1'}, {0x2488, 0x2491, '1'},
    {0x249C, 0x24B6, 'a'}, {0x24B6, 0x24D0, 'A'}, {0x24D0, 0x24EA, 'a'}, {0x24EA, 0x24EB, '0'},
    {0x24F5, 0x24FE, '1'}, {0x24FF, 0x2500, '0'}, {0x2776, 0x277F, '1'}, {0x2780, 0x2789, '1'},
    {0x278A, 0x2793, '1'}, {0x2800, 0x2801, ' '}, {0x3000, 0x3001, ' '}, {0x3002, 0x3003, '.'},
    {0x3164, 0x3165, 0}, {0xFE00, 0xFE10, 0}, {0xFE4D, 0xFE50, '_', 1}, {0xFE50, 0xFE51, ','},
    {0xFE52, 0xFE53, '.'}, {0xFE54, 0xFE55, ';'}, {0xFE55, 0xFE56, ':'}, {0xFE56, 0xFE57, '?'},
    {0xFE57, 0xFE58, '!'}, {0xFE58, 0xFE59, '-'}, {0xFE59, 0xFE5B, '('}, {0xFE5B, 0xFE5C, '{'},
    {0xFE5C, 0xFE5D, '}'}, {0xFE5F, 0xFE60, '#'}, {0xFE60, 0xFE61, '&'}, {0xFE61, 0xFE63, '*'},
    {0xFE63, 0xFE64, '-'}, {0xFE64, 0xFE65, '<'}, {0xFE65, 0xFE66, '>'}, {0xFE66, 0xFE67, '='},
    {0xFE68, 0xFE69, '\\'}, {0xFE69, 0xFE6B, '$'}, {0xFE6B, 0xFE6C, '@'}, {0xFEFF, 0xFF00, 0},
    {0xFF01, 0xFF5F, '!'}, {0xFF61, 0xFF62, '.'}, {0xFFA0, 0xFFA1, 0}, {0xFFF0, 0xFFFC, 0},
    {0x1D173, 0x1D17B, 0}, {0x1F110, 0x1F12A, 'A'}, {0x1F130, 0x1F14A, 'A'},
    {0x1F150, 0x1F16A, 'A'}, {0x1F170, 0x1F18A, 'A'}, {0x1FBF0, 0x1FBFA, '0'}, {0xE0000, 0xE1000, 0},
};
// clang-format on

// Alphabets of 26 upper-case and 26 lower-case letters, thirteen times; digits five times.
constexpr std::uint32_t kMathLetters = 0x1D400;
constexpr std::uint32_t kMathLettersEnd = 0x1D6A4;
constexpr std::uint32_t kMathDigits = 0x1D7CE;
constexpr std::uint32_t kMathDigitsEnd = 0x1D800;

bool IsBefore(std::uint32_t point, const LookAlikes& row) { return point < row.begin; }

Escape RemovalOf(std::size_t size) {
  return {static_cast<std::uint32_t>(size), 0, Encoding::kInvisible, {}};
}

Escape LookOf(char ascii, std::size_t size) {
  return EscapeOfPoint(static_cast<unsigned char>(ascii), size, Encoding::kLookAlike);
}

// ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
Escape LigatureOf(std::uint32_t point, std::size_t size) {
  constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  const std::string_view letters = kLigatures[point - 0xFB00];
  Escape escape = {static_cast<std::uint32_t>(size),
                   static_cast<std::uint8_t>(letters.size()),
                   Encoding::kLookAlike,
                   {}};
  std::copy(letters.begin(), letters.end(), escape.decoded);
  return escape;
}

Escape LookOfPoint(std::uint32_t point, std::size_t size) {
  if (point >= kMathLetters && point < kMathLettersEnd) {
    const std::uint32_t letter = (point - kMathLetters) % 52;
    const std::uint32_t ascii = letter < 26 ? 'A' + letter : 'a' + (letter - 26);
    return LookOf(static_cast<char>(ascii), size);
  }
  if (point >= kMathDigits && point < kMathDigitsEnd) {
    return LookOf(static_cast<char>('0' + (point - kMathDigits) % 10), size);
  }
  if (point >= 0xFB00 && point < 0xFB07) return LigatureOf(point, size);
  const auto* const behind =
      std::upper_bound(std::begin(kLookAlikes), std::end(kLookAlikes), point, IsBefore);
  if (behind == std::begin(kLookAlikes)) return {};
  const LookAlikes& row = behind[-1];
  if (point >= row.end) return {};
  if (row.ascii == 0) return RemovalOf(size);
  const auto step = static_cast<char>((point - row.begin) % row.period);
  return LookOf(static_cast<char>(row.ascii + step), size);
}

bool IsLoneSurrogateAt(std::string_view text, std::size_t at) {
  const std::string_view bytes = text.substr(at, 3);
  return bytes.size() == 3 && bytes[0] == '\xED' && static_cast<unsigned char>(bytes[1]) >= 0xA0 &&
         static_cast<unsigned char>(bytes[1]) < 0xC0 && (bytes[2] & 0xC0) == 0x80;
}

}  // namespace

Escape LookAlikeAt(std::string_view text, std::size_t at) {
  const Utf8Character character = ReadUtf8(text, at);
  if (character.size != 0) return LookOfPoint(character.point, character.size);
  return IsLoneSurrogateAt(text, at) ? RemovalOf(3) : Escape{};
}

}  // namespace fun::detect
