// Compares an anonymized log, chunk by chunk, with the raw log that it was made of.
//
// "No identity value of the raw log survives in any layer, every pseudonym is the right one,
// nothing was added, kept fields are equal."  The first is the judge's: the people whom the raw log
// names (`people`) are looked for as those of a list.  The rest is done here, in the order of the
// lines and so by one thread; it never asks the anonymizer what it meant to do.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "auditor/audit.h"
#include "auditor/differential/counts.h"
#include "auditor/differential/options.h"
#include "auditor/differential/pairing.h"
#include "core/base/error.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"
#include "core/event/policy.h"
#include "core/stream/chunks.h"

namespace fun::auditor {

// One thread at a time.
class Differential {
 public:
  // Reads the key, and the raw log once.  Errors as LoadWorkingSecret and RawLines; kVerify when
  // the key is not the one that is expected.
  static Result<Differential> Create(const DifferentialOptions& options,
                                     const event::Policy& policy, JudgeOptions limits);
  Differential(Differential&&) noexcept;
  ~Differential();

  // Whom the raw log names.
  const std::vector<detect::KnownIdentity>& people() const;

  // Before the first chunk; both outlive it.  Stores at most `most_findings` a chunk.
  void Begin(const detect::Detector& detector, const detect::Identities& identities,
             std::size_t most_findings);

  // Adds to `part` what differs.  Chunks come in the order of the input; errors as RawLines::Next.
  Result<void> Take(const stream::Chunk& chunk, ChunkAudit& part);

  // Adds to `audit` the raw lines that are left over, at the last line that was read.
  Result<void> Finish(Audit& audit);

  DifferentialCounts counts() const;

  // What to look at first when nearly all is wrong for one reason; "" if it is not so.
  std::string Advice() const;

 private:
  struct State;
  explicit Differential(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace fun::auditor
