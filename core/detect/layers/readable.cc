#include "core/detect/layers/readable.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "core/base/byte_block.h"
#include "core/base/utf8.h"

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

#ifdef __SSE2__
constexpr std::size_t kWindow = 64;

// A bit for each of 64 bytes: what it may be of a character.
struct Parts {
  std::uint64_t single = 0;  // a character by itself
  std::uint64_t next = 0;    // not the first byte of one
  std::uint64_t two = 0;     // the first of two bytes
  std::uint64_t three = 0;
  std::uint64_t four = 0;
};

// Of up to 64 bytes.
Parts PartsOf(std::string_view bytes) {
  Parts parts;
  for (std::size_t at = 0; at < bytes.size(); at += kBlockSize) {
    const std::string_view rest = bytes.substr(at);
    const __m128i block = rest.size() < kBlockSize ? LoadRest(rest) : LoadBlock(rest.data());
    const auto bits = [at](__m128i found) { return std::uint64_t{BitsOf(found)} << at; };
    parts.single |= bits(Or(InRange(block, ' ', 0x5F), InRange(block, '\t', 5)));
    parts.next |= bits(InRange(block, '\x80', 0x40));
    parts.two |= bits(InRange(block, '\xC2', 0x1E));
    parts.three |= bits(InRange(block, '\xE0', 0x10));
    parts.four |= bits(InRange(block, '\xF0', 5));
  }
  return parts;
}

// A bit where six of up to 64 bytes in a row begin that may be of characters.
std::uint64_t SixReadable(std::string_view bytes) {
  const Parts parts = PartsOf(bytes);
  const std::uint64_t two = parts.two & parts.next >> 1;
  const std::uint64_t three = parts.three & parts.next >> 1 & parts.next >> 2;
  const std::uint64_t four = parts.four & parts.next >> 1 & parts.next >> 2 & parts.next >> 3;
  const std::uint64_t readable = parts.single | two | two << 1 | three | three << 1 | three << 2 |
                                 four | four << 1 | four << 2 | four << 3;
  const std::uint64_t pairs = readable & readable >> 1;
  return pairs & pairs >> 2 & pairs >> 4;
}
#endif

}  // namespace

std::size_t FindStretch(std::string_view bytes, std::size_t at) {
#ifdef __SSE2__
  // Windows overlap by more than six bytes and the rest of a character at either end.
  constexpr std::size_t kStep = kWindow - 16;
  for (; at < bytes.size(); at += kStep) {
    const std::uint64_t begins = SixReadable(bytes.substr(at, kWindow));
    if (begins != 0) return at + static_cast<std::size_t>(std::countr_zero(begins));
  }
  return bytes.size();
#else
  for (; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80 ? kLooks[byte] != Look::kNone : byte >= 0xC2) break;
  }
  return at;
#endif
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
