// The table of --explain, for people and for programs.
#pragma once

#include <string>

#include "anonymizer/explain/field_table.h"
#include "core/event/policy.h"

namespace fun::anonymizer {

// Aligned columns under a head, in byte order of the paths; at a path, a row for each rule that
// acted there.
std::string ExplainText(const FieldTable& table, const event::Policy& policy);

// The same as JSON: an object a line.  `rule` is there if one selects the field, `unknown` if none
// does, `key` if the row is of keys themselves.
std::string ExplainJson(const FieldTable& table, const event::Policy& policy);

}  // namespace fun::anonymizer
