// funkey inspect and funkey public: what may be said of a key.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct InspectOptions {
  KeyOptions key;  // path, passphrase_fd and the two --allow flags
};

// Add the commands and their flags; `options` must outlive the parse.
void AddInspect(CommandLine& command, InspectOptions& options);
void AddPublic(CommandLine& command, InspectOptions& options);

// Prints kind, id, age and strength of any key.  An encrypted one is opened only where
// --passphrase-fd says how; nobody is asked.
Result<ExitCode> RunInspect(const InspectOptions& options);

// Prints the public half of a signing key.
Result<ExitCode> RunPublic(const InspectOptions& options);

}  // namespace fun::keys
