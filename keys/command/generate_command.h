// funkey generate: a new secret, or a new pair for signing.
#pragma once

#include <string>

#include "core/base/error.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct GenerateOptions {
  std::string output;       // -o FILE; "" or "-" = standard output
  bool is_signing = false;  // --signing
};

// Adds the command and its flags; `options` must outlive the parse.
void AddGenerate(CommandLine& command, GenerateOptions& options);

// Errors as GenerateFile and its kin.
Result<ExitCode> RunGenerate(const GenerateOptions& options);

}  // namespace fun::keys
