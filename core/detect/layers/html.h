// Character references of HTML: &commat; &eacute; &#64; &#x40;.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/detect/layers/escape.h"

namespace fun::detect {

// At text[at] == '&'.  Source: the HTML standard, 13.2.5.72 and following: leading zeros, 128 to
// 159 as Windows-1252; without `;` where it allows that and the beginning of a query parameter is
// not as likely (html_names.h).
Escape HtmlEscapeAt(std::string_view text, std::size_t at);

}  // namespace fun::detect
