// The flags of a comparison with the raw log.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::auditor {

struct DifferentialOptions {
  std::vector<std::string> raw;  // files, folders, patterns
  keys::KeyOptions key;
  std::string key_id;  // that a release states; "": any
};

// Adds --raw and the flags of keys::AddKeyOptions; `options` must outlive the parse.
void AddDifferentialOptions(CommandLine& command, DifferentialOptions& options);

// kUsage when --raw stands without a key, or what belongs to it without --raw.
Result<void> CheckDifferential(const DifferentialOptions& options);

}  // namespace fun::auditor
