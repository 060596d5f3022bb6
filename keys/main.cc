// funkey: makes secrets and pseudonyms.
#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"
#include "keys/command/run.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::keys::Options options;
  fun::CommandLine command("funkey", "Make secrets, and pseudonyms with them");
  fun::keys::AddOptions(command, options);
  if (const auto code = command.Parse(argc, argv)) return *code;

  const auto ended = fun::keys::Run(command, options);
  if (!ended) return fun::Report("funkey", ended.error());
  return static_cast<int>(*ended);
}
