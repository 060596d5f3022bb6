// Whether text that is no sound JSON is JSON that broke off or is broken.
#pragma once

#include <string_view>

#include "core/base/arena.h"

namespace fun::anonymizer {

// True when a member of an object stands anywhere in `text`, or in JSON in its strings, the string
// that breaks off too: then what cannot be walked must not stay.  O(text) for each layer of
// escapes, at most kMaxLayers.
bool HidesMember(std::string_view text, Arena& arena);

}  // namespace fun::anonymizer
