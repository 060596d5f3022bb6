// funkey check: whether a key file is fit for use where it lies.
#pragma once

#include "core/base/error.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct CheckOptions {
  KeyOptions key;  // path and passphrase_fd
};

// Adds the command and its flags; `options` must outlive the parse.
void AddCheck(CommandLine& command, CheckOptions& options);

// Prints a line for each thing looked at: strength, mode, owner, folder.  kUsage when the key can
// be guessed or is none, kEnvironment when somebody else could read or replace the file; both:
// kUsage.  An encrypted key is opened only where --passphrase-fd says how.
Result<ExitCode> RunCheck(const CheckOptions& options);

}  // namespace fun::keys
