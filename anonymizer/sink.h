// Takes anonymized chunks in input order: writes, counts, reports.
#pragma once

#include <string>

#include "anonymizer/chunk.h"
#include "anonymizer/options.h"
#include "anonymizer/output/run_output.h"
#include "anonymizer/release/release.h"
#include "anonymizer/run.h"
#include "core/stream/input_list.h"
#include "core/stream/progress.h"
#include "core/stream/rejects.h"

namespace fun::anonymizer {

// What a run is over; all that it names outlives the sink.
struct RunTerms {
  const Options& options;
  const stream::InputList& inputs;
  ReleaseTerms release;
};

class RunSink {
 public:
  static Result<RunSink> Open(const RunTerms& terms, RunOutput output);

  // Called by stream::OrderedRun for one chunk after the other.  The chunks come from a reader of
  // the inputs that `output` wanted to read.
  Result<void> Take(const stream::Chunk& chunk, ChunkOutput& output);

  // Writes what a release holds besides its data, and commits the files of a run that came to its
  // end; returns what it did.
  Result<RunSummary> Finish();

  // Keeps the rejected lines of a run that ends with `code`, and says where it stopped.
  void Abandon(ExitCode code);

 private:
  RunSink(const RunTerms& terms, RunOutput output, stream::Rejects rejects);
  Result<void> GoTo(std::size_t number);
  Result<void> EndFile(std::size_t number);
  Result<void> TakeRejected(const stream::Chunk& chunk, const ChunkOutput& output);
  void Count(const stream::Chunk& chunk, const ChunkOutput& output);
  Result<RunSummary> Complete();
  std::string NameOf(std::size_t number) const;
  void SayEqualInputs() const;
  void SayEquation() const;

  const Options& options_;
  const stream::InputList& inputs_;
  ReleaseTerms release_;
  RunOutput output_;
  std::vector<std::uint32_t> to_read_;  // of the reader's inputs: their numbers in inputs_
  stream::Rejects rejects_;
  stream::Progress progress_;
  CoverageCounter coverage_;  // of the file in hand, under a folder or with --summary
  RunSummary summary_;
  std::size_t begun_ = 0;           // files; the last of them is in hand
  std::uint64_t lines_before_ = 0;  // of the input in hand: lines that ended before the chunk
};

}  // namespace fun::anonymizer
