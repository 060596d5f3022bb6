// The command funkey: generate, inspect, pseudonym.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/options.h"
#include "keys/release/commands.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct GenerateOptions {
  std::string output;       // -o FILE; "" or "-" = standard output
  bool is_signing = false;  // --signing
};

struct InspectOptions {
  KeyOptions key;  // path and the two --allow flags
};

struct PseudonymOptions {
  KeyOptions key;
  std::string domain = "username";
  bool tsv = false;
  bool allow_empty = false;
  bool quiet = false;
};

struct Options {
  VerifyOptions verify;
  ApproveOptions approve;
  GenerateOptions generate;
  InspectOptions inspect;
  PseudonymOptions pseudonym;
};

// Adds the subcommands and their flags; `options` must outlive the parse.
void AddOptions(CommandLine& command, Options& options);

// Runs the subcommand that `command` parsed.  Results go to standard output, words
// to standard error.  kIncomplete as a value, without words, when the reader of
// pseudonyms has gone.
Result<ExitCode> Run(const CommandLine& command, const Options& options);

}  // namespace fun::keys
