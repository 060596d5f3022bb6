#include "keys/command/run.h"

#include <string>

#include "core/base/command_line.h"
#include "core/base/process.h"
#include "keys/command/words.h"

namespace fun::keys {

void AddOptions(CommandLine& command, Options& options) {
  command.SetVersion([] { return std::string(kTool) + " " + VersionText(); });
  AddGenerate(command, options.generate);
  AddInspect(command, options.inspect);
  AddCheck(command, options.check);
  AddPublic(command, options.half);
  AddPseudonym(command, options.pseudonym);
  AddRekey(command, options.rekey);
  AddEncrypt(command, options.encrypt);
  AddDecrypt(command, options.decrypt);
  AddVerify(command, options.verify);
  AddApprove(command, options.approve);
  command.SetFooter(
      "Pseudonymised data stays personal data: with the key, or with a list of names\n"
      "to try, it leads back to people.\n\n"
      "Example:\n"
      "  funkey generate -o fun.key\n"
      "  funkey check fun.key\n"
      "  funkey pseudonym --key fun.key < names.txt\n"
      "  funkey generate --signing -o signing.key\n"
      "  funkey COMMAND --help\n\n"
      "Exit codes: 0 done, 2 usage or key, 3 input, 4 incomplete, 5 a passphrase that\n"
      "does not open or a release that is not to be trusted, 6 environment.");
}

Result<ExitCode> Run(const CommandLine& command, const Options& options) {
  if (command.IsCommand("generate")) return RunGenerate(options.generate);
  if (command.IsCommand("inspect")) return RunInspect(options.inspect);
  if (command.IsCommand("check")) return RunCheck(options.check);
  if (command.IsCommand("public")) return RunPublic(options.half);
  if (command.IsCommand("rekey")) return RunRekey(options.rekey);
  if (command.IsCommand("encrypt")) return RunEncrypt(options.encrypt);
  if (command.IsCommand("decrypt")) return RunDecrypt(options.decrypt);
  if (command.IsCommand("verify")) return RunVerify(options.verify);
  if (command.IsCommand("approve")) return RunApprove(options.approve);
  return RunPseudonym(options.pseudonym);
}

}  // namespace fun::keys
