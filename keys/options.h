// The flags by which every command takes its key.
//
// A key never comes from the command line or the environment, where other
// users and shell histories see it: only from a file or an open descriptor.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "keys/key_file.h"
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
  int passphrase_fd = -1;   // --passphrase-fd N; -1: the terminal is asked
  std::string release;      // --release NAME; "" = the secret as it is
};

// Adds --key, --key-fd, --passphrase-fd, --allow-weak-key, --allow-open-key and --release.
// `options` must outlive the parse.
void AddKeyOptions(CommandLine& command, KeyOptions& options);

// Adds the two --allow flags alone, for a command that names its key otherwise.
void AddAllowFlags(CommandLine& command, KeyOptions& options);

// Each adds one flag alone.
void AddAllowOpenFlag(CommandLine& command, KeyOptions& options);
void AddPassphraseFlag(CommandLine& command, KeyOptions& options);

// What `options` allow, for ReadKeyFile.
Allowance AllowanceOf(const KeyOptions& options);

// The secret that all pseudonyms of a run come from: that of the key file,
// or, under --release NAME, its derivation "fun/v1/release/NAME", which makes
// the same learner unlinkable across releases.  kUsage when neither or both of
// path and fd are given, or NAME is not 1 to 64 printable ASCII characters
// without space and slash; else as ReadKeyFile.
Result<Secret> LoadWorkingSecret(const KeyOptions& options);

// Warns on standard error, as `tool`, when the system did not lock the pages of `secret`.
void SayIfNotLocked(std::string_view tool, const Secret& secret);

}  // namespace fun::keys
