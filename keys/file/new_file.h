// Files that hold a secret: they appear whole, only their owner can open them, and they replace
// nothing, since what was there cannot be made again.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun::keys {

// A file of a pair.
struct NewFile {
  std::string path;
  std::string_view bytes;
};

// Writes a new file with mode 0600.  Returns what the user should know of the place, or "".
// kEnvironment when something, even a dangling link, has that name already or the file cannot be
// written; then none is left.
Result<std::string> WriteNewSecret(const NewFile& secret);

// The same for two files, both or neither: the public one has mode 0644 by the umask's leave.
// Only a crash between two system calls leaves the public one alone.
Result<std::string> WriteNewPair(const NewFile& secret, const NewFile& open);

// kEnvironment when something, even a dangling link, has the name `path`.
Result<void> RefuseToReplace(const std::string& path);

// kUsage, with `way` as the hint, when `fd` is a terminal: nothing secret is printed where somebody
// reads along.
Result<void> RefuseTerminal(int fd, const std::string& way);

// Writes to the open descriptor `fd`; returns what the user should know of it, or "".  Errors as
// WriteAll.
Result<std::string> WriteToOutput(int fd, std::string_view bytes);

}  // namespace fun::keys
