// Escapes of programming languages that stand in a text: \u0040 \u{40} \x40 \U00000040 \100 \".
#pragma once

#include <cstddef>
#include <string_view>

#include "core/detect/layers/escape.h"

namespace fun::detect {

// At text[at] == '\\'.  Of the short ones \n \r \t \/ \" \' \\ are taken: `\\u0040` is two levels.
// Bytes (\x, octal) are UTF-8, else Windows-1252.
Escape WrittenEscapeAt(std::string_view text, std::size_t at);

// \uXXXX, also as a pair of surrogates, behind the sign text[at] (`\` or `%`), which both halves
// must have.  A lone surrogate gives its three WTF-8 bytes.
Escape Utf16EscapeAt(std::string_view text, std::size_t at, Encoding encoding);

}  // namespace fun::detect
