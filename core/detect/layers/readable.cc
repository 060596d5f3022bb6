#include "core/detect/layers/readable.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/detect/layers/utf8.h"

namespace fun::detect {
namespace {

// How a decoded character reads.  Chance makes printable characters of any token; six in a row of
// the common ones it seldom makes.
enum class Look : std::uint8_t { kNone, kPrintable, kCommon, kLetter, kForeign };

constexpr auto kLooks = [] {
  std::array<Look, 128> looks = {};
  for (std::size_t c = 0x20; c < 0x7F; ++c) looks[c] = Look::kPrintable;
  constexpr std::string_view kCommonSigns = " @._-'+,:/\t\n\r";
  for (const char c : kCommonSigns) looks[static_cast<std::size_t>(c)] = Look::kCommon;
  for (std::size_t c = '0'; c <= '9'; ++c) looks[c] = Look::kLetter;
  for (std::size_t c = 'a'; c <= 'z'; ++c) looks[c] = looks[c - 0x20] = Look::kLetter;
  return looks;
}();

Look LookOfCharacter(Utf8Character character) {
  const std::uint32_t point = character.point;
  if (character.size == 0) return Look::kNone;
  if (point < 0x80) return kLooks[point];
  if (point < 0xA0 || (point >= 0xE000 && point < 0xF900) || point >= 0xF0000) return Look::kNone;
  if (point < 0xC0) return Look::kPrintable;
  if (point < 0x250) return Look::kLetter;
  const bool is_combining = point >= 0x300 && point < 0x370;
  return point < 0x800 && !is_combining ? Look::kForeign : Look::kCommon;
}

// Chance mixes scripts within a word, people do not: a stretch ends where a letter of two bytes
// (Greek, Cyrillic, Hebrew, Arabic …) meets one of another script.
bool AreOfTwoScripts(Look look, std::uint32_t point, Look last, std::uint32_t last_point) {
  if (look == Look::kForeign && last == Look::kForeign) return point >> 8 != last_point >> 8;
  return (look == Look::kForeign && last == Look::kLetter) ||
         (look == Look::kLetter && last == Look::kForeign);
}

}  // namespace

std::size_t SkipUnreadable(std::string_view bytes, std::size_t at) {
  for (; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80 ? kLooks[byte] != Look::kNone : byte >= 0xC2) break;
  }
  return at;
}

Stretch ReadStretch(std::string_view bytes, std::size_t begin) {
  Stretch stretch = {begin, 0, 0};
  std::size_t row = 0;
  Look last = Look::kNone;
  std::uint32_t last_point = 0;
  while (stretch.end < bytes.size()) {
    const Utf8Character character = ReadUtf8(bytes, stretch.end);
    const Look look = LookOfCharacter(character);
    if (look == Look::kNone || AreOfTwoScripts(look, character.point, last, last_point)) break;
    row = look == Look::kPrintable ? 0 : row + 1;
    stretch.common = std::max(stretch.common, row);
    ++stretch.characters;
    stretch.end += character.size;
    last = look;
    last_point = character.point;
  }
  return stretch;
}

bool IsReadable(const Stretch& stretch, bool is_whole) {
  constexpr std::size_t kLeastCharacters = 6;
  constexpr std::size_t kBeyondChance = 12;
  if (stretch.characters < kLeastCharacters) return false;
  return is_whole || stretch.common >= kLeastCharacters || stretch.characters >= kBeyondChance;
}

}  // namespace fun::detect
