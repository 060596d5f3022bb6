// The flags by which every command takes its key.
//
// A key never comes from the command line or the environment, where other
// users and shell histories see it: only from a file or an open descriptor.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/secret.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct KeyOptions {
  std::string path;         // --key FILE
  int fd = -1;              // --key-fd N
  bool allow_weak = false;  // --allow-weak-key
  bool allow_open = false;  // --allow-open-key
  std::string release;      // --release NAME; "" = the secret as it is
};

// Adds --key, --key-fd, --allow-weak-key, --allow-open-key and --release.
// `options` must outlive the parse.
void AddKeyOptions(CommandLine& command, KeyOptions& options);

// Adds the two --allow flags alone, for a command that names its key otherwise.
void AddAllowFlags(CommandLine& command, KeyOptions& options);

// The secret that all pseudonyms of a run come from: that of the key file,
// or, under --release NAME, its derivation "fun/v1/release/NAME", which makes
// the same learner unlinkable across releases.  kUsage when neither or both of
// path and fd are given, or NAME is not 1 to 64 printable ASCII characters
// without space and slash; else as ReadKeyFile.
Result<Secret> LoadWorkingSecret(const KeyOptions& options);

}  // namespace fun::keys
