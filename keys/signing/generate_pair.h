// Makes a new signing key: both halves, or none.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/generate.h"

namespace fun::keys {

// Writes the secret half to `path` (PKCS#8 PEM, mode 0600) and the public one to `path`.pub (SPKI
// PEM).  kEnvironment when something has one of these names already or cannot be written; then no
// file is left.
Result<Generated> GeneratePair(const std::string& path);

// Writes the secret half to the open descriptor `fd`; the public one can be made of it.  kUsage
// when it is a terminal, else as WriteAll.
Result<Generated> GenerateSecretHalfTo(int fd);

}  // namespace fun::keys
