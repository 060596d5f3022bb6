// When an event happened, read off its line without a walk.
#pragma once

#include <optional>
#include <string_view>

#include "core/event/time.h"

namespace fun::event {

// The time in an event: of the top-level member `time`, else `timestamp`; of several the last, as
// funload reads it.  `json` is one sound object.  Looks at brackets and quotes only.
std::optional<EpochMs> TimeOfEvent(std::string_view json);

}  // namespace fun::event
