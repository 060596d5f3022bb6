// Text of others, made safe to be shown on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace fun {

// `text` with "?" for each character that steers a terminal or turns the order of writing (C0, DEL,
// C1, U+2028 to U+202E, U+2066 to U+2069), LF too, and for each byte that is no UTF-8.
std::string Shown(std::string_view text);

}  // namespace fun
