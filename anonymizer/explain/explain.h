// funanon --explain: says by JSON path what would befall the fields of a log, and why.
//
// A dry run under a random key: every line is anonymized, and what that changed is counted by
// place.  Written is the table alone.
#pragma once

#include "anonymizer/options.h"
#include "anonymizer/run.h"
#include "core/stream/input_list.h"

namespace fun::anonymizer {

// kUsage when --explain stands beside a flag that names something to write.
Result<void> CheckExplainFlags(const Options& options);

// Writes the table to standard output.  Rejected lines are in no row; they are counted in the
// summary, by which the run ends as an ordinary one.  Errors as LearnAll and of reading; kInput
// when there was no line.  The bytes are the same for any number of threads.
Result<RunSummary> ExplainInputs(const Options& options, const stream::InputList& inputs);

}  // namespace fun::anonymizer
