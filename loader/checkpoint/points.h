// How far a load of files had come, as text: the file `points` of --state.
//
// It holds digests, numbers and names of indices: no path, no value of an event
// (docs/format/state.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "loader/bulk/settle.h"
#include "loader/release/holdings.h"

namespace fun::loader {

// What must be the same in a run that goes on: a word for messages, and a value.
using LoadBindings = std::vector<std::pair<std::string, std::string>>;

// Of one input: the server has answered for all its lines before this point, or they lie aside.
struct InputPoint {
  std::uint64_t bytes = 0;  // unpacked
  std::uint64_t lines = 0;
  std::string sha256;    // hex, of these bytes
  bool is_open = false;  // the last line has no LF
};

// What became of the lines before all points that went into one index.
struct IndexPoint {
  IndexCounts counts;
  std::optional<HeldCount> before = {};  // what it held before the first of them
};

struct LoadPoints {
  LoadBindings bindings;
  std::vector<InputPoint> inputs;  // as far as any was read, in their order
  std::map<std::string, IndexPoint> indices;
  std::uint64_t aside_bytes = 0;  // of the aside log: what lies behind is of a run that was killed
};

std::string TextOf(const LoadPoints& points);

// Nothing when `text` was not written by TextOf of this version.
std::optional<LoadPoints> ReadPoints(std::string_view text);

}  // namespace fun::loader
