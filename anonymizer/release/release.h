// The tag files of a release: what stands in the bag besides its data.
//
// They are written when all data is whole, and are a function of it, of the policy, of --about and
// of the flags that change bytes: a release that is made again, or by a run that was killed and
// resumed, has the same digests (docs/format/manifest.md).
#pragma once

#include "anonymizer/options.h"
#include "anonymizer/output/run_output.h"
#include "anonymizer/release/about.h"
#include "anonymizer/run.h"
#include "core/event/policy.h"

namespace fun::anonymizer {

// What is known before the first line is read; both outlive the run.
struct ReleaseTerms {
  const event::Policy& policy;
  const About& about;
};

// All that the tag files are made of.
struct ReleaseFacts {
  const Options& options;
  const ReleaseTerms& terms;
  const RunSummary& summary;
  const RunOutput& output;  // every file in it is whole
};

// Writes them beside the data in `output`, which `facts` name, too.
Result<void> WriteTagFiles(const ReleaseFacts& facts, RunOutput& output);

}  // namespace fun::anonymizer
