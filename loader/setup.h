// `funload --setup`: the server made ready, and nothing loaded.
#pragma once

#include "core/base/error.h"
#include "loader/options.h"

namespace fun::loader {

// Says what the server's index template has otherwise than ours, and puts ours; with --dry-run it
// only says.  Errors as PutTemplate, and those of the connection's flags.
Result<ExitCode> SetUp(const Options& options);

}  // namespace fun::loader
