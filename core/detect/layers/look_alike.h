// Characters that look like ASCII, and characters that do not look like anything.
//
// Full-width forms, mathematical and circled letters, other scripts' digits, odd spaces, dots and
// dashes become the ASCII that a reader sees; what has no width is removed.  Letters of other
// alphabets (a Cyrillic `а`) stay: real names are written with them.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/detect/layers/escape.h"

namespace fun::detect {

// The character at text[at], if it is one of these: kLookAlike with what it looks like, kInvisible
// with nothing.  Control characters but for white space and lone surrogates (three WTF-8 bytes)
// are invisible too.
Escape LookAlikeAt(std::string_view text, std::size_t at);

// True for the bytes that such a character can begin with.
constexpr bool MayBeginLookAlike(unsigned char byte) {
  if (byte < 0x20) return byte < '\t' || byte > '\r';
  switch (byte) {
    case 0x7F:  // DEL
    case 0xC2:  // Latin-1's signs
    case 0xCD:  // U+034F
    case 0xD8:  // U+061C
    case 0xD9:  // Arabic digits
    case 0xDB:
    case 0xE1:  // Hangul fillers, U+1680, U+180E
    case 0xE2:  // U+2000 to U+2FFF
    case 0xE3:  // U+3000
    case 0xED:  // surrogates
    case 0xEF:  // U+F000 to U+FFFF
    case 0xF0:  // mathematical
    case 0xF3:  // tags
      return true;
    default:
      return false;
  }
}

}  // namespace fun::detect
