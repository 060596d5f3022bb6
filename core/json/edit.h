// Replaces pieces of one JSON line and leaves every other byte as it was.
//
// A log line is never parsed into a tree and printed again: that would
// reorder keys and reformat numbers.  Callers say which bytes change.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/span.h"

namespace fun::json {

// One change.  `text` is raw JSON, already quoted and escaped.
struct Edit {
  Span span;              // empty: insert before begin
  std::string_view text;  // lives in the caller's arena
};

// Appends `line` with all edits applied to `out`; edits come in order of
// span.begin, insertions at one place in the order given.  Fails with kInput,
// `out` unchanged, when two edits overlap or one reaches past the line's end.
// O(line + n).  Allocates only if `out` must grow.  Safe from any thread.
Result<void> AppendEdited(std::string_view line, std::span<const Edit> edits, std::string& out);

// Edits of a string's decoded text, said as edits of its raw (escaped) bytes:
// `raw` is what stands between the quotes, at `raw_begin` of the line; spans
// of `inner` are of Unescape(raw).text.  Texts are escaped once more, into
// `arena`.  A span that cuts an escape sequence in half takes all of it.
// Appends to `outer`.  O(raw + n).
void MapEditsOut(std::string_view raw, std::size_t raw_begin, std::span<const Edit> inner,
                 Arena& arena, std::vector<Edit>& outer);

}  // namespace fun::json
