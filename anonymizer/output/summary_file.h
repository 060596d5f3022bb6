// The paper that --summary writes: counts, digests, and what the log covers.
#pragma once

#include <string>

#include "anonymizer/output/run_output.h"
#include "anonymizer/run.h"

namespace fun::anonymizer {

// As docs/format/summary.md says.  `output` has come to its end.
std::string SummaryText(const Options& options, const RunSummary& summary, const RunOutput& output);

}  // namespace fun::anonymizer
