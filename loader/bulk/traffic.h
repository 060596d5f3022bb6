// What the sender does, for others to look at while it does it.
#pragma once

#include <atomic>
#include <cstdint>

#include "loader/bulk/settle.h"

namespace fun::loader {

// Any thread may look; what it sees need not be of one moment.
struct Traffic {
  std::atomic<std::uint64_t> bytes = 0;     // of all bodies, as they went over the wire
  std::atomic<std::uint64_t> retried = 0;   // records that had to be sent again, each time
  std::atomic<std::uint64_t> waiting = 0;   // records given to the sender, not answered for good
  std::atomic<std::int64_t> succeeded = 0;  // when a record last was: seconds since 1970; 0: never
  std::atomic<Pressure> trouble = Pressure::kNone;  // that the operator was told of
};

}  // namespace fun::loader
