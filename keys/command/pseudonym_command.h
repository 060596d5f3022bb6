// funkey pseudonym and funkey rekey: names in, pseudonyms out.
#pragma once

#include <string>

#include "core/base/error.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::keys {

struct PseudonymOptions {
  KeyOptions key;
  std::string domain = "username";
  bool tsv = false;
  bool allow_empty = false;
  bool quiet = false;
};

struct RekeyOptions {
  PseudonymOptions names;   // what the old and the new key have in common
  std::string old_path;     // --old FILE
  std::string new_path;     // --new FILE
  std::string old_release;  // --old-release NAME
  std::string new_release;  // --new-release NAME
};

// Add the commands and their flags; `options` must outlive the parse.
void AddPseudonym(CommandLine& command, PseudonymOptions& options);
void AddRekey(CommandLine& command, RekeyOptions& options);

// kIncomplete as a value, without words, when the reader of pseudonyms has gone.
Result<ExitCode> RunPseudonym(const PseudonymOptions& options);

// The same with two columns: the old pseudonym, a tab, the new one.  kUsage when both keys and
// releases give the same pseudonyms.
Result<ExitCode> RunRekey(const RekeyOptions& options);

}  // namespace fun::keys
