// Says where something was found and what it looks like, without a byte of it.
#pragma once

#include <string>
#include <string_view>

#include "auditor/judge/conformity.h"
#include "auditor/judge/layer.h"
#include "auditor/judge/scanner.h"

namespace fun::auditor {

// What decides which keys of a path are shown.
struct PathWatch {
  const event::Policy& policy;
  Scanner& scanner;
};

// Appends the path to what `layer` has in hand: "/POST/email/0".  Shown are the platform's names of
// fields, the policy's keys, small numbers and single letters; and ids of courses, blocks and
// problems in which the scanner finds nothing.  Every other key is data, a learner's name perhaps,
// and becomes `*`.  Of a very deep path the middle is left out.
void AppendPath(const Layer& layer, const PathWatch& watch, std::string& pointer);

// The pointer without what differs from line to line: "/a/*/b" for "/a/17/b".
std::string PatternOf(std::string_view pointer);

// "letters+digits[8-15]": kinds of character, and how many bytes between powers of two.
std::string ShapeOf(std::string_view text);

// "md5[32-63]" of a hit that is known to be one, else of its text.
std::string ShapeOf(const Hit& hit);

// "object", "list", "literal"; of a string or number as above.
std::string ShapeOf(const Value& value);

// "reason[8-15]" for what has `bytes` bytes.
std::string WithLength(std::string_view kind, std::size_t bytes);

}  // namespace fun::auditor
