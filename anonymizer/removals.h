// Removes members and elements together with their commas.
//
// A removed run that stands before a kept item goes with the comma behind it, a run at the end
// with the comma before it, so that what is left is sound JSON and no kept
// byte moves: {"a":1, "email":2, "b":3} → {"a":1, "b":3}.  The text around an item says all that
// is needed: whoever keeps every item does nothing.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/json/edit.h"

namespace fun::anonymizer {

// Removes the member or element `item` of `text`: from its key's quote, or its first byte, to
// behind its last.  Edits come in order of place; those within the item are dropped, and a run
// removed right before it becomes one with it.
void RemoveItem(std::string_view text, Span item, std::vector<json::Edit>& edits);

// The text breaks off: removes what stands behind `whole_end`, the end of the last value that is
// whole, with a comma before it and with items removed right before it.
void RemoveTail(std::string_view text, std::size_t whole_end, std::vector<json::Edit>& edits);

}  // namespace fun::anonymizer
