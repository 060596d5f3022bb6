// The characters of base64, standard and URL-safe, and what a run of them looks like.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun::detect {

// Values of the alphabet, and what else must be known of a character.
inline constexpr std::uint8_t kValue = 0x3F;
inline constexpr std::uint8_t kUrlSafe = 0x40;   // - or _
inline constexpr std::uint8_t kStandard = 0x80;  // + or /
inline constexpr std::uint8_t kNoValue = 0xFF;

inline constexpr auto kValues = [] {
  std::array<std::uint8_t, 256> values = {};
  values.fill(kNoValue);
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  values['+'] = 62 | kStandard;
  values['/'] = 63 | kStandard;
  values['-'] = 62 | kUrlSafe;
  values['_'] = 63 | kUrlSafe;
  return values;
}();

inline std::uint8_t ValueOf(char c) { return kValues[static_cast<unsigned char>(c)]; }

// What a run looks like, its padding aside.
enum class RunKind : std::uint8_t {
  kAny,
  kWord,     // small letters only: seldom text, and never behind something else
  kIdOrKey,  // hexadecimal digits and hyphens (ids, UUIDs), small letters and signs (event names)
};

// What a character of that value tells of its run.
inline constexpr std::uint8_t kIsSign = 1;
inline constexpr std::uint8_t kIsNoHex = 2;    // nor a hyphen
inline constexpr std::uint8_t kIsNoSmall = 4;  // nor a sign

inline constexpr auto kTraits = [] {
  std::array<std::uint8_t, 256> traits = {};
  for (unsigned value = 0; value < traits.size(); ++value) {
    const bool is_sign = (value & kValue) >= 62;
    const bool is_small = value >= 26 && value < 52;
    const bool is_hex = value < 6 || (value >= 26 && value < 32) || (value >= 52 && value < 62) ||
                        value == (62 | kUrlSafe);
    traits[value] = static_cast<std::uint8_t>((is_sign ? kIsSign : 0) | (is_hex ? 0 : kIsNoHex) |
                                              (is_sign || is_small ? 0 : kIsNoSmall));
  }
  return traits;
}();

// The same of a character, with kUrlSafe and kStandard; kIsOutside alone of one of neither
// alphabet.
inline constexpr std::uint8_t kIsOutside = 8;

inline constexpr auto kTraitsOfCharacters = [] {
  std::array<std::uint8_t, 256> traits = {};
  for (std::size_t c = 0; c < traits.size(); ++c) {
    const std::uint8_t value = kValues[c];
    const unsigned both = kTraits[value] | (value & (kUrlSafe | kStandard));
    traits[c] = value == kNoValue ? kIsOutside : static_cast<std::uint8_t>(both);
  }
  return traits;
}();

inline unsigned TraitsOf(char c) { return kTraitsOfCharacters[static_cast<unsigned char>(c)]; }

inline RunKind KindOfTraits(unsigned traits) {
  const bool is_small = (traits & kIsNoSmall) == 0;
  if ((traits & kIsNoHex) == 0 || (is_small && (traits & kIsSign) != 0)) return RunKind::kIdOrKey;
  return is_small ? RunKind::kWord : RunKind::kAny;
}

}  // namespace fun::detect
