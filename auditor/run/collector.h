// Takes what the threads hand on, in the order of the input, for the reports.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "auditor/audit.h"
#include "auditor/differential/differential.h"
#include "auditor/report/report.h"
#include "auditor/self_test/sample.h"
#include "core/base/encoding.h"
#include "core/stream/chunks.h"
#include "core/stream/progress.h"

namespace fun::auditor {

// The reports are UTF-8 and lines; a file's name need not be: other bytes become question marks.
std::string PrintableName(std::string name);

// One thread at a time; all that it is given outlives it.
class Collector {
 public:
  // `hashes`: the digests of the inputs are asked for.  `differential` may be nullptr.
  Collector(Audit& audit, const stream::ChunkReader& reader, bool hashes, stream::Progress progress,
            Differential* differential);

  // Errors as Differential::Take.
  Result<void> Take(const stream::Chunk& chunk, ChunkAudit& part);

  // Begins the inputs up to number `count`, also those without a byte; ends the one in hand.
  void BeginUpTo(std::size_t count);

  std::vector<InputRecord> Finish();

  // A sample of lines for each of `jobs` threads; of all lines once these are done.
  std::span<LineSample> StartSamples(std::size_t jobs);
  LineSample TakeSample();

 private:
  void End();

  Audit& audit_;
  const stream::ChunkReader& reader_;
  bool hashes_;
  stream::Progress progress_;
  Differential* differential_;
  std::vector<InputRecord> inputs_;
  std::optional<Sha256> hash_;  // of the input in hand
  std::uint64_t bytes_ = 0;     // unpacked
  std::vector<LineSample> samples_;
};

}  // namespace fun::auditor
