// What befell the fields of a log, counted by place: places, rules and numbers, never a value.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace fun::anonymizer {

// More places than this are counted together under kOtherPlaces: an invented log can hold any
// number of paths, and the memory of a run is bounded.
inline constexpr std::size_t kMostPlaces = 20'000;
inline constexpr std::string_view kOtherPlaces = "…";

// What the policy says of a place; else the number of one of its rules.
inline constexpr int kNoRule = -1;        // no rule selects it: unknown
inline constexpr int kWayToFields = -2;   // it holds fields that a closed policy lists
inline constexpr int kSeveralRules = -3;  // of kOtherPlaces

struct FieldPlace {
  std::string path;     // "/event>/POST/*"
  bool is_key = false;  // the key itself, not its value
  int rule = kNoRule;

  auto operator<=>(const FieldPlace&) const = default;
};

// What became of the values at a place.
struct FieldTally {
  std::uint64_t kept = 0;
  std::uint64_t changed = 0;
  std::uint64_t dropped = 0;
  std::map<std::string, std::uint64_t, std::less<>> marks = {};  // what was put there

  std::uint64_t Count() const { return kept + changed + dropped; }
  FieldTally& operator+=(const FieldTally& other);
};

using FieldTable = std::map<FieldPlace, FieldTally>;

// Adds `part` to `sum`, which grows to kMostPlaces and one.
void AddTable(FieldTable& sum, const FieldTable& part);

// Counts what the text of an edit is, in the words of reports: marks ("<<EMAIL>>"), "pseudonym",
// "removed" for an empty one.
void CountMarks(std::string_view edit_text, FieldTally& tally);

}  // namespace fun::anonymizer
