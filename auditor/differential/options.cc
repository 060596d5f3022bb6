#include "auditor/differential/options.h"

#include "core/base/command_line.h"

namespace fun::auditor {

void AddDifferentialOptions(CommandLine& command, DifferentialOptions& options) {
  command
      .Add("--raw", options.raw,
           "Compare with the raw log, line by line, in the order of the inputs; read twice; "
           "needs --key; may be given again")
      .Takes("FILE|DIR")
      .OneAtATime();  // the next argument is an INPUT
  keys::AddKeyOptions(command, options.key);
}

Result<void> CheckDifferential(const DifferentialOptions& options) {
  const bool has_key = !options.key.path.empty() || options.key.fd >= 0;
  if (!options.raw.empty() && !has_key) {
    return Failure(ExitCode::kUsage, "--raw needs the key that made the pseudonyms",
                   "add --key FILE, and --release NAME if the log was made with it");
  }
  if (options.raw.empty() && (has_key || !options.key.release.empty())) {
    return Failure(ExitCode::kUsage,
                   std::string(has_key ? "a key" : "--release") +
                       " serves to compare with a raw "
                       "log, and none is given",
                   "add --raw FILE, or leave it out");
  }
  return {};
}

}  // namespace fun::auditor
