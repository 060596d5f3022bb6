// Takes learners out of one line of a release, and chunk by chunk out of a file of it.
//
// An event is theirs when its envelope names them, by username or by user id: it goes as a whole.
// Anywhere else a pseudonym of theirs is a mention and becomes a mark; all other bytes stay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "anonymizer/erasure/subjects.h"
#include "core/base/arena.h"
#include "core/detect/layers/layer_walk.h"
#include "core/event/lines.h"
#include "core/json/edit.h"
#include "core/json/walk.h"
#include "core/record/summary.h"
#include "core/stream/chunks.h"

namespace fun::anonymizer {

enum class Fate : std::uint8_t { kStays, kGone, kBroken };

// One for each thread; `subjects` outlive it.
class LineEraser {
 public:
  LineEraser(const Subjects& subjects, std::size_t max_depth)
      : subjects_(subjects), max_depth_(max_depth) {}

  // Appends what is left of `line` and a LF to `out`, and adds the mentions replaced to `mentions`.
  // kGone: nothing is appended.  kBroken: it is no event as releases hold them.
  Fate EraseFrom(const event::Line& line, std::string& out, std::uint64_t& mentions);

  // For json::Walker.
  void OnKey(json::RawString raw);
  void OnString(json::RawString raw);
  void OnScalar(Span) { names_learner_ = false; }
  void OnOpen(std::size_t at, bool is_object);
  void OnClose(std::size_t at);

 private:
  enum class Section : std::uint8_t { kNone, kContext, kEvent };

  std::string_view TextOf(json::RawString raw);
  void TakeLearner(std::string_view value);
  void FindMentions(json::RawString raw, std::string_view text);

  const Subjects& subjects_;
  std::size_t max_depth_;
  detect::LayerWalk walk_;
  Arena arena_;
  std::vector<json::Edit> edits_;
  std::vector<json::Edit> text_edits_;
  std::vector<Span> found_;
  std::vector<Span> places_;  // in the text in hand
  // Of the line in hand.
  std::string_view line_;
  std::size_t depth_ = 0;  // open containers
  Section next_section_ = Section::kNone;
  Section section_ = Section::kNone;
  bool names_learner_ = false;     // the last key does
  bool has_somebody_ = false;      // in the envelope
  bool is_theirs_ = false;         // by the envelope
  bool is_theirs_inside_ = false;  // by the event alone
};

struct ErasedChunk {
  std::string text;
  record::LineCounts lines;
  std::uint64_t mentions = 0;
  std::optional<std::uint64_t> broken;  // the first such line, from 0
};

// Callable as stream::OrderedRun wants it; one for each thread.
class ChunkEraser {
 public:
  ChunkEraser(const Subjects& subjects, std::size_t max_depth) : eraser_(subjects, max_depth) {}

  void operator()(const stream::Chunk& chunk, ErasedChunk& output);

 private:
  LineEraser eraser_;
  event::LineSplitter splitter_;
};

}  // namespace fun::anonymizer
