// Takes anonymized chunks in input order: writes, counts, reports.
#pragma once

#include <string>

#include "anonymizer/chunk.h"
#include "anonymizer/options.h"
#include "anonymizer/run.h"
#include "core/stream/output.h"
#include "core/stream/progress.h"
#include "core/stream/rejects.h"

namespace fun::anonymizer {

class RunSink {
 public:
  static Result<RunSink> Open(const Options& options, const stream::ChunkReader& reader);

  // Called by stream::OrderedRun for one chunk after the other.
  Result<void> Take(const stream::Chunk& chunk, ChunkOutput& output);

  // Commits the files of a run that came to its end; returns what it did.
  Result<RunSummary> Finish();

  // Keeps the rejected lines of a run that stopped, and says where it did.
  void Abandon();

 private:
  RunSink(const Options& options, const stream::ChunkReader& reader, stream::Output output,
          stream::Rejects rejects);
  Result<void> TakeRejected(const stream::Chunk& chunk, const ChunkOutput& output);
  Result<void> WriteSummaryFile();
  void SayEquation() const;

  const Options& options_;
  const stream::ChunkReader& reader_;
  stream::Output output_;
  stream::Rejects rejects_;
  stream::Progress progress_;
  RunSummary summary_;
  std::uint32_t input_ = 0;
  std::uint64_t lines_before_ = 0;  // of the input in hand: lines that ended before the chunk
};

}  // namespace fun::anonymizer
