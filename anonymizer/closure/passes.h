// Reads all lines of all inputs for one purpose, with several threads, and writes nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/lines.h"
#include "core/stream/options.h"
#include "core/stream/ordered.h"
#include "core/stream/progress.h"

namespace fun::anonymizer {

// What a thread does with a chunk in a pass: `Reader` has
//   void ReadLine(const event::Line& line);
template <typename Reader>
class ChunkPass {
 public:
  ChunkPass(Reader& reader, std::size_t max_line) : reader_(&reader), max_line_(max_line) {}

  struct Count {
    std::uint64_t lines = 0;
  };

  void operator()(const stream::Chunk& chunk, Count& count) {
    count.lines = 0;
    if (chunk.kind != stream::ChunkKind::kLines) return;  // rejected later, never read
    splitter_.Start(chunk.bytes);
    event::Line line;
    while (splitter_.Next(line)) {
      ++count.lines;
      if (line.text.size() <= max_line_) reader_->ReadLine(line);
    }
  }

 private:
  Reader* reader_;
  std::size_t max_line_;
  event::LineSplitter splitter_;
};

// Shows every line of `input` to one of `readers`, a thread for each.  `stage` stands in the bar:
// "gathering".
template <typename Reader>
Result<void> PassOver(const stream::InputOptions& input, std::vector<Reader>& readers,
                      std::string_view stage) {
  using Pass = ChunkPass<Reader>;
  std::vector<Pass> passes;
  for (Reader& reader : readers) passes.emplace_back(reader, input.max_line);
  stream::ChunkReader chunks(input.inputs, {input.max_line});
  stream::Progress progress("funanon", stream::ModeOf(input), stream::TotalSize(input.inputs),
                            stage);
  std::uint64_t lines = 0;
  const auto take = [&](const stream::Chunk& chunk, typename Pass::Count& count) {
    progress.Update(chunk.packed_bytes, lines += count.lines);
    return Result<void>();
  };
  return stream::OrderedRun<Pass, typename Pass::Count>(chunks, passes, take).Run();
}

}  // namespace fun::anonymizer
