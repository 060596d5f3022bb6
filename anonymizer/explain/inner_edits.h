// Looks at the edits of a layer from within one of its strings.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/json/edit.h"

namespace fun::anonymizer {

// Those of `edits`, which come in order of place, that lie in `raw`; an insertion at its end too.
std::span<const json::Edit> EditsWithin(std::span<const json::Edit> edits, Span raw);

// The removal that takes the byte at `at` away; nullptr: it stays, or something stands in its
// place.
const json::Edit* FindRemoval(std::span<const json::Edit> edits, std::size_t at);

// The inverse of json::MapEditsOut: `edits` lie in the string whose raw bytes `raw` begin at
// `raw_begin` of their layer; appends to `inner` what they are to the string's text.  Texts are
// unescaped into `arena`.  O(raw + edits).
void MapEditsIn(std::string_view raw, std::size_t raw_begin, std::span<const json::Edit> edits,
                Arena& arena, std::vector<json::Edit>& inner);

}  // namespace fun::anonymizer
