// Loads a stream of anonymized events into Elasticsearch.
//
// One thread reads and judges, another sends.  Ending early is safe at any
// moment: records have ids, so running again adds only what is missing.
#pragma once

#include "core/base/error.h"
#include "loader/options.h"

namespace fun::loader {

// Says on standard error what happened, and returns how it ended: kDone, or the
// worst of kNo (lines quarantined, rejected or dead), kIncomplete (a signal, or the
// stream is not what --expect states), kInput and kEnvironment.  An error is returned when
// there is nothing more to say than it.
Result<ExitCode> RunLoader(Options options);

}  // namespace fun::loader
