// Characters as identities are compared: without case and accents.
//
// Who writes a name in a forum leaves accents out, or types them as letter and combining
// mark.  Latin letters fold to a-z, Greek and Cyrillic to their plain lower case, full-width
// forms to ASCII; what is invisible folds to nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun::detect {

// What one character becomes.
struct FoldedCharacter {
  enum class Kind : std::uint8_t {
    kLetter,     // part of a word: bytes[0, size)
    kIdeograph,  // a word by itself: bytes[0, size)
    kNothing,    // a mark or an invisible character: leaves the word as it is
    kSeparator,  // ends a word
  };
  Kind kind = Kind::kSeparator;
  std::uint8_t size = 0;
  char bytes[4] = {};
};

// `point` is a Unicode code point over 0x7F.
FoldedCharacter FoldWideCharacter(std::uint32_t point);

// The character that begins at text[at], a byte over 0x7F; `size` in bytes, 0 where none begins:
// broken UTF-8, also a surrogate.
struct Character {
  std::uint32_t point = 0;
  std::size_t size = 0;
};
Character WideCharacterAt(std::string_view text, std::size_t at);

inline bool IsAsciiWordByte(char c) {
  const auto lower = static_cast<unsigned char>(c | 0x20);
  return static_cast<unsigned char>(lower - 'a') < 26 || static_cast<unsigned char>(c - '0') < 10;
}

inline FoldedCharacter FoldAscii(char c) {
  if (!IsAsciiWordByte(c)) return {};
  return {FoldedCharacter::Kind::kLetter, 1, {static_cast<char>(c | 0x20)}};  // digits have the bit
}

inline Character CharacterAt(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? Character{first, 1} : WideCharacterAt(text, at);
}

inline FoldedCharacter FoldCharacter(std::uint32_t point) {
  return point < 0x80 ? FoldAscii(static_cast<char>(point)) : FoldWideCharacter(point);
}

}  // namespace fun::detect
