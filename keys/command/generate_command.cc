#include "keys/command/generate_command.h"

#include <unistd.h>

#include "core/base/command_line.h"
#include "keys/command/words.h"
#include "keys/generate.h"
#include "keys/signing/generate_pair.h"

namespace fun::keys {
namespace {

Result<Generated> MakeAsAsked(const GenerateOptions& options) {
  const bool is_stream = options.output.empty() || options.output == "-";
  if (options.is_signing) {
    return is_stream ? GenerateSecretHalfTo(STDOUT_FILENO) : GeneratePair(options.output);
  }
  return is_stream ? GenerateTo(STDOUT_FILENO) : GenerateFile(options.output);
}

}  // namespace

void AddGenerate(CommandLine& command, GenerateOptions& options) {
  CommandLine generate = command.AddCommand(
      "generate", "Make a new secret of 256 bits, or a pair of keys for signing");
  generate
      .Add("-o", options.output,
           "Write the key to FILE (mode 0600); never replaces a file.  Without it the key "
           "goes to standard output, unless that is a terminal")
      .Takes("FILE")
      .Filled();
  generate.Add("--signing", options.is_signing,
               "Make an Ed25519 pair that signs releases: FILE (PKCS#8) and FILE.pub (SPKI)");
  generate.SetFooter(
      "Keep the key as long as new data must match old data: whoever has it can\n"
      "find the names behind pseudonyms, and it cannot be made again.\n\n"
      "A signing key is another thing: it makes no pseudonyms, and its FILE.pub is\n"
      "for everybody.  Without -o its secret half goes to standard output.\n\n"
      "Example:\n  funkey generate -o fun.key\n  funkey generate --signing -o signing.key");
}

Result<ExitCode> RunGenerate(const GenerateOptions& options) {
  const auto made = MakeAsAsked(options);
  if (!made) return std::unexpected(made.error());
  if (!made->warning.empty()) Say(kTool, "warning: " + made->warning);
  Say(kTool, "key id " + made->key_id);
  return ExitCode::kDone;
}

}  // namespace fun::keys
