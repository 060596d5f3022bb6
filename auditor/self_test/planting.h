// Where in a line a value can be planted, and the line with it planted there.
//
// Only places where the policy allows nothing: what it allows is no finding, and so no miss.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/conformity.h"
#include "auditor/self_test/chance.h"
#include "core/base/span.h"
#include "core/event/lines.h"

namespace fun::auditor {

enum class PlantPlace : std::uint8_t {
  kValue,   // in place of a string's content
  kText,    // behind a string's content
  kMember,  // as a new member's string
  kKey,     // as a new member's key
  kNumber,  // as a new member's number
};
inline constexpr std::size_t kPlantPlaces = 5;

// "value", "text", "member", "key", "number".
std::string_view NameOf(PlantPlace place);

// A line of the sample and what stands where in it.
struct PlantBed {
  std::string_view line;
  std::vector<Span> strings;         // contents, raw
  std::vector<std::size_t> objects;  // the places behind their {
};

// `line` is sound and outlives the result.
PlantBed BedOf(const event::Line& line, const Allowances& allowances, std::size_t max_depth);

// A line with a value in it, and the bytes of the string (or number) that holds it, as
// Finding::string counts them.
struct PlantedLine {
  std::string text;
  Span token;
  Span own = {};  // what of the bed's line stands in that string already; else empty
};

// `json` is what is planted: a string with its quotes, or a number.  kValue and kText ask for a
// bed with strings, the others for one with objects.
PlantedLine PlantIn(const PlantBed& bed, PlantPlace place, std::string_view json, Chance& chance);

}  // namespace fun::auditor
