// Makes a new key: 256 bits from OpenSSL's generator, in the text form.
//
// A key cannot be made again: nothing here replaces a file, and nothing prints
// a secret where somebody reads along.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/secret.h"

namespace fun::keys {

struct Generated {
  std::string key_id;
  std::string warning;  // what the user should know of the place; may be ""
};

// 256 bits of OpenSSL's generator.  kEnvironment when it has no seed.
Result<Secret> RandomSecret();

// Writes a new key to `path` with mode 0600.  kEnvironment when something has
// that name already or cannot be written; then no file is left.
Result<Generated> GenerateFile(const std::string& path);

// Writes a new key to the open descriptor `fd`.  kUsage when it is a terminal,
// else as WriteAll.
Result<Generated> GenerateTo(int fd);

}  // namespace fun::keys
