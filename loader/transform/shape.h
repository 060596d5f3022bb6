// Where the members of a line go, so that no server refuses the document.
#pragma once

#include <cstdint>

#include "loader/transform/reading.h"

namespace fun::loader {

enum class Place : std::uint8_t {
  kStays,        // under its name
  kEventText,    // `event`: under event_text
  kEventGraded,  // `event`: under event_problem_graded
  kAside,        // in `unindexed`
  kNowhere,      // `event`: it is nothing but answers
};

// Of the member of reading.members.root.
Place PlaceOf(const Reading& reading, const Member& member);

// The same of `event` as the load of 2015 had it by intent.
Place LogstashPlaceOf(const Reading& reading, const Member& member);

}  // namespace fun::loader
