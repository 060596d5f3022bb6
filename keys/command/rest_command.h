// funkey encrypt and funkey decrypt: a key file at rest, under a passphrase or not.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct RestOptions {
  KeyOptions key;      // path, passphrase_fd and the two --allow flags
  std::string output;  // -o FILE; "" or "-" = standard output
};

// Add the commands and their flags; `options` must outlive the parse.
void AddEncrypt(CommandLine& command, RestOptions& options);
void AddDecrypt(CommandLine& command, RestOptions& options);

// Write a new file, never over another, and leave the old one where it is.  kUsage for a key that
// is encrypted already, or is not.
Result<ExitCode> RunEncrypt(const RestOptions& options);
Result<ExitCode> RunDecrypt(const RestOptions& options);

}  // namespace fun::keys
