// Cuts form-encoded text, and the query of a URL, into its pairs.
//
// Source: application/x-www-form-urlencoded of the URL Standard; `;` separates pairs as `&`
// does, as older servers have it.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/span.h"

namespace fun::anonymizer {

// `name=value`, or a name alone.  Spans of the text that was cut, still encoded.
struct Pair {
  Span name;
  Span value;  // empty without a `=`
};

// True when all of `text` reads as pairs: at least one `=`, every name one that a form field may
// have, no white space, no `://` before the first `=`.
bool LooksLikePairs(std::string_view text);

// Appends the pairs of text[range.begin, range.end).
void CutPairs(std::string_view text, Span range, std::vector<Pair>& pairs);

// `encoded` with a space for every `+`: byte for byte as long as it was.
std::string_view PlusesToSpaces(std::string_view encoded, Arena& arena);

// Percent-decoded, with `plus` for every `+` (in a path it is one, in a form a space); what is no
// percent-encoding stays.  In the arena, or `encoded`.
std::string_view DecodePart(std::string_view encoded, char plus, Arena& arena);

}  // namespace fun::anonymizer
