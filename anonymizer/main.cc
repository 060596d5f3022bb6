// funanon: parse, run, say how it ended.
#include <CLI/CLI.hpp>

#include "anonymizer/run.h"
#include "core/base/command_line.h"
#include "core/base/process.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::anonymizer::Options options;
  CLI::App app{"Anonymizes edX tracking logs: nothing personal leaves, nothing else changes",
               "funanon"};
  fun::anonymizer::AddOptions(app, options);
  if (const auto code = fun::ParseCommandLine(app, argc, argv)) return *code;

  const auto summary = fun::anonymizer::RunAnonymizer(options);
  if (!summary) return fun::Report("funanon", summary.error());
  return static_cast<int>(summary->exit_code());
}
