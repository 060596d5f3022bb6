// Says where something was found and what it looks like, without a byte of it.
#pragma once

#include <string>
#include <string_view>

#include "auditor/conformity.h"
#include "auditor/layer.h"
#include "auditor/scanner.h"

namespace fun::auditor {

// Appends the path to what `layer` has in hand: "/POST/email/0".  `*` stands for a key that is
// data: not a short plain word, or a long number, or with something in it that `scanner` finds.
// Of a very deep path the middle is left out.
void AppendPath(const Layer& layer, Scanner& scanner, std::string& pointer);

// "letters+digits[8-15]": kinds of character, and how many bytes between powers of two.
std::string ShapeOf(std::string_view text);

// "object", "list", "literal"; of a string or number as above.
std::string ShapeOf(const Value& value);

// "reason[8-15]" for what has `bytes` bytes.
std::string WithLength(std::string_view kind, std::size_t bytes);

}  // namespace fun::auditor
