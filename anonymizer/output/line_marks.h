// What the coverage report keeps of each line: when it happened, and a hash.
//
// Taken from anonymized lines, by the workers: what the report says is never finer than what
// leaves, and the order of lines is looked at later, in one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/event/time.h"

namespace fun::anonymizer {

struct LineMark {
  std::uint64_t hash = 0;  // of the bytes
  std::optional<event::EpochMs> time;
};

// One mark for each line of `lines`; overwrites `marks`.
void MarkLines(std::string_view lines, std::vector<LineMark>& marks);

}  // namespace fun::anonymizer
