// Which fields and types of event a log holds, and how often: what a release officer reads to know
// what leaves.
//
// A field is its path through the event, with `*` for list indexes, <id> for ids of the platform
// (IsPlatformId), <masked> for marks and pseudonyms, <json> for a body that became a key, <unknown>
// for every key that nobody knows: no path holds a byte of data.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "auditor/judge/conformity.h"

namespace fun::auditor {

// A kind or place, counted from where it stood first.
struct Sight {
  std::uint64_t count = 0;
  std::uint32_t input = 0;  // its number
  std::uint64_t line = 0;   // from 1
  std::uint8_t kinds = 0;   // of values: 1 << ValueKind each
  bool is_unknown = false;  // neither the policy nor the platform's list has its name
};

using Sights = std::map<std::string, Sight>;

// Adds `part`, which stands behind `sum` in the log; `lines` of the same input stand before it.
void AddTo(Sights& sum, Sights&& part, std::uint32_t input, std::uint64_t lines);

struct Inventory {
  Sights fields;       // by path: "/event>/POST/<unknown>"
  Sights event_types;  // by name; paths are "/…"; of unknown ones by shape: "letters[8-15]"

  void Clear();
};

// Each map holds the first so many in their order; those behind are counted under "…".
inline constexpr std::size_t kMostSights = 10'000;
void Limit(Sights& sights);

// "string", "number" … in their order, with commas.
std::string KindsText(std::uint8_t kinds);

}  // namespace fun::auditor
