// funanon: parse, run, say how it ended.
#include "anonymizer/run.h"
#include "core/base/command_line.h"
#include "core/base/process.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::anonymizer::Options options;
  fun::CommandLine command(
      "funanon", "Anonymizes edX tracking logs: nothing personal leaves, nothing else changes");
  fun::anonymizer::AddOptions(command, options);
  if (const auto code = command.Parse(argc, argv)) return *code;

  const auto summary = fun::anonymizer::RunAnonymizer(options);
  if (!summary) return fun::Report("funanon", summary.error());
  return static_cast<int>(summary->exit_code());
}
