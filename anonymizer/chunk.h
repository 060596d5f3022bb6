// Anonymizes a chunk of lines: what one worker does between reading and writing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "anonymizer/counts.h"
#include "anonymizer/line.h"
#include "anonymizer/output/line_marks.h"
#include "core/stream/chunks.h"

namespace fun::anonymizer {

// A line of the chunk that did not pass.
struct RejectedLine {
  std::uint64_t line = 0;   // within the chunk, from 0
  Span bytes;               // of the chunk, with the LF
  std::string_view reason;  // a static text
};

struct ChunkOutput {
  std::string text;                    // anonymized lines
  std::vector<RejectedLine> rejected;  //
  record::LineCounts lines;            //
  FieldCounts fields;                  //
  std::uint64_t line_ends = 0;         // lines that end in this chunk
  std::vector<LineMark> marks;         // of the lines of `text`, if they are asked for
  bool begins_anonymized =
      false;  // its first line that is not blank was rejected as kAlreadyAnonymized
};

// Callable as stream::OrderedRun wants it; one for each thread.
class ChunkAnonymizer {
 public:
  explicit ChunkAnonymizer(LineAnonymizer anonymizer, bool marks_lines = false)
      : anonymizer_(std::move(anonymizer)), marks_lines_(marks_lines) {}

  void operator()(const stream::Chunk& chunk, ChunkOutput& output);

 private:
  void AnonymizeLines(const stream::Chunk& chunk, ChunkOutput& output);

  LineAnonymizer anonymizer_;
  event::LineSplitter splitter_;
  bool marks_lines_;
};

}  // namespace fun::anonymizer
