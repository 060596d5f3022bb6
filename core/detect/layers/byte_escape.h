// Escapes that spell bytes, and the characters that these bytes are: %C3%A9, \xC3\xA9, =C3=A9.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/detect/layers/escape.h"

namespace fun::detect {

// One escaped byte, `size` bytes long in the text; 0: none stands there.
struct ByteEscape {
  unsigned char byte = 0;
  std::uint8_t size = 0;
};

using ByteReader = ByteEscape (*)(std::string_view text, std::size_t at);

// The character whose bytes the escapes at text[at] spell, if they are UTF-8: one unit of up to
// four escapes, never cut.  A byte that is no UTF-8 gives no escape.
Escape CharacterFromBytes(std::string_view text, std::size_t at, ByteReader read);

// The same; a byte that is no UTF-8 is a character of Windows-1252, as browsers and old mail
// programs write Latin text.
Escape CharacterFromAnyBytes(std::string_view text, std::size_t at, ByteReader read);

// The character that `byte`, 0x80 or more, is in Windows-1252; the five that it leaves undefined
// are control characters.
std::uint32_t Cp1252PointOf(std::uint32_t byte);

// At text[at] == '%'.  `+` is no escape here: only a form knows that it is a space.
Escape PercentEscapeAt(std::string_view text, std::size_t at);

// At text[at] == '='.  Any `key=20…` looks like one: only what spells printable ASCII, white space
// or UTF-8 is taken.
Escape QuotedPrintableAt(std::string_view text, std::size_t at);

}  // namespace fun::detect
