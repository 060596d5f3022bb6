// Finds the keys of courses and their blocks in a text: vocabulary that names no person.
//
// Source: opaque-keys of Open edX, the deprecated forms (i4x://…, Org/Course/Run) with them.  A
// learner may be called as a block is; within a key the word is the block.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace fun::anonymizer {

// Appends the spans of keys in `text`, in order.  A key ends before white space, a quote, `/`, `?`,
// `&`, `#`, `,` or `;`.
void FindOpaqueKeys(std::string_view text, std::vector<Span>& keys);

// True when `span` lies within one of `keys`, which are in order.
bool IsWithin(const std::vector<Span>& keys, Span span);

}  // namespace fun::anonymizer
