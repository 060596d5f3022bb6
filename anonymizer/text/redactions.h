// Collects what must go from one text, in any order, and makes edits of it.
//
// Several readings of a text (as it stands, its URLs, its percent-decoded form …) each say
// what they want replaced.  Where they overlap, one replacement covers all: no byte that any of
// them claims is left standing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "anonymizer/counts.h"
#include "core/base/span.h"

namespace fun::anonymizer {

// Why something goes.  Of overlapping wishes the first of these says what stands there.
enum class Reason : std::uint8_t {
  kPseudonym,  // a field, or a part of a path, that is an identifier
  kField,      // a member or part of a URL that the policy drops
  kLayer,      // an edit of JSON in an encoding of the text, counted where it was made
  kSecret,     // a token in a path
  kRule,       // a detector's
  kPerson,     // somebody known is mentioned
};

// One wish: `text` in place of the bytes of `span`.
struct Redaction {
  Span span;
  std::string_view text;  // lives in the line's arena; decoded, not escaped
  Reason reason = Reason::kField;
  std::uint16_t rule = 0;  // of kRule: index into detect::Rules()
};

// Adds one to what `counts` says of the reason.
void CountRedaction(const Redaction& redaction, FieldCounts& counts);

// Sorts and merges those that overlap; what is left comes in order of place, none overlapping.
void MergeRedactions(std::vector<Redaction>& redactions);

}  // namespace fun::anonymizer
