// Finds the values of form fields and of URLs that say something else when they are read alone: in
// which spaces are written as `+`, or whose quoted-printable begins behind two digits.
//
// Source: application/x-www-form-urlencoded of the URL Standard; `;` separates fields as `&` does,
// as older servers have it.  Elsewhere a `+` is a plus: in paths, ids of courses, sums.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace fun::detect {

// Appends, in order, such values, still encoded: of fields that are joined by `&`,
// stand in a URL, or are all of the text or of a string in it.  O(text).
void FindSpacedFields(std::string_view text, std::vector<Span>& fields);

}  // namespace fun::detect
