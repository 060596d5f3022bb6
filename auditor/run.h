// One run of funaudit: reads, judges, reports.
#pragma once

#include "auditor/options.h"
#include "core/base/error.h"

namespace fun::auditor {

// The code to end with when the run came to an end: kDone, kNo (findings of --fail-on or worse),
// kIncomplete (a limit, or a file in a folder that holds no log: nobody looked into it).  The text
// report goes to standard output, words to standard error; the JSON
// report appears only after a complete run.
Result<ExitCode> Run(Options options);

}  // namespace fun::auditor
