// funkey: makes secrets and pseudonyms.
#include <CLI/CLI.hpp>

#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"
#include "keys/run.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::keys::Options options;
  CLI::App app{"Make secrets, and pseudonyms with them", "funkey"};
  fun::keys::AddOptions(app, options);
  if (const auto code = fun::ParseCommandLine(app, argc, argv)) return *code;

  const auto ended = fun::keys::Run(app, options);
  if (!ended) return fun::Report("funkey", ended.error());
  return static_cast<int>(*ended);
}
