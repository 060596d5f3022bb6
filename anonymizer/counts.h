// What an anonymizing run did, in numbers.
#pragma once

#include <array>
#include <cstdint>

#include "core/record/summary.h"

namespace fun::anonymizer {

inline constexpr std::size_t kMostRules = 32;  // of the table in core/detect

// Of one chunk or of a whole run; summed, never global.
struct FieldCounts {
  std::uint64_t pseudonyms = 0;
  std::uint64_t dropped = 0;           // members the policy drops
  std::uint64_t dropped_by_type = 0;   // a pseudonym's field with a value of another type
  std::uint64_t dropped_too_deep = 0;  // strings with JSON deeper than the layer limit
  std::uint64_t truncated_ips = 0;
  std::uint64_t tails_cut = 0;  // payloads that the platform had cut in the middle
  std::uint64_t prefixes = 0;   // logger prefixes dropped
  std::uint64_t mentions = 0;   // of known people in text
  std::uint64_t secrets = 0;    // tokens in paths
  std::array<std::uint64_t, kMostRules> redacted = {};  // by rule

  FieldCounts& operator+=(const FieldCounts& other);
};

// {"pseudonyms":…, …, "redacted":{"email":…}}.
std::string FieldCountsJson(const FieldCounts& counts);

}  // namespace fun::anonymizer
