// How much a scan may pass over because it is known to hold nothing.
#pragma once

#include <cstdint>

namespace fun::detect {

enum class Effort : std::uint8_t {
  kUsual,  // with every short cut
  // Without: rules without their conditions, bytes one by one, people without hashes.  Finds what
  // kUsual finds, or one of the two is wrong; some 30 times slower.
  kNoShortCuts,
  // As before, and base64 in runs that kUsual takes for ids or words (base64_runs.h).
  kEveryAlphabet,
};

}  // namespace fun::detect
