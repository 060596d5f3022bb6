// The command funkey: what its subcommands are, and which one was asked for.
#pragma once

#include "core/base/error.h"
#include "keys/command/check_command.h"
#include "keys/command/generate_command.h"
#include "keys/command/inspect_command.h"
#include "keys/command/pseudonym_command.h"
#include "keys/command/rest_command.h"
#include "keys/release/commands.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct Options {
  GenerateOptions generate;
  InspectOptions inspect;
  CheckOptions check;
  InspectOptions half;
  PseudonymOptions pseudonym;
  RekeyOptions rekey;
  RestOptions encrypt;
  RestOptions decrypt;
  VerifyOptions verify;
  ApproveOptions approve;
};

// Adds the subcommands and their flags; `options` must outlive the parse.
void AddOptions(CommandLine& command, Options& options);

// Runs the subcommand that `command` parsed.  Results go to standard output, words
// to standard error.  kIncomplete as a value, without words, when the reader of
// pseudonyms has gone.
Result<ExitCode> Run(const CommandLine& command, const Options& options);

}  // namespace fun::keys
