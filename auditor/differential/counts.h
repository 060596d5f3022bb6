// What a differential has compared, for reports.
#pragma once

#include <cstdint>

namespace fun::auditor {

struct DifferentialCounts {
  std::uint64_t raw_lines = 0;  // read
  std::uint64_t events = 0;     // of them, that a line must be made of
  std::uint64_t compared = 0;   // pairs
};

}  // namespace fun::auditor
