// What the loader must know of a line to send it: its JSON, its time, and
// whether it says its own @timestamp.
//
// A document is the line's JSON, byte for byte, with one member inserted at
// its front.  Nothing is parsed into a tree and printed again: numbers of any
// length and the order of keys reach the server as they left the platform.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/event/lines.h"
#include "core/event/time.h"

namespace fun::loader {

struct Document {
  Span json;                           // of line.text: from its `{` to its `}`
  std::optional<event::EpochMs> time;  // of `time`, else of `timestamp`; of several, the last
  bool has_timestamp = false;          // a top-level @timestamp, of any shape
};

// One thread; reuse it.
class DocumentReader {
 public:
  explicit DocumentReader(std::size_t max_depth) : max_depth_(max_depth) {}

  // Nothing when `line`, neither blank nor refused, is no JSON object.
  std::optional<Document> Read(const event::Line& line);

 private:
  std::size_t max_depth_;
  Arena arena_;
};

}  // namespace fun::loader
