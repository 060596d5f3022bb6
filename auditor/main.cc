// funaudit: looks for personal data in an anonymized log.
#include <CLI/CLI.hpp>

#include "auditor/options.h"
#include "auditor/run.h"
#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::auditor::Options options;
  CLI::App app{"Look for personal data in anonymized tracking logs", "funaudit"};
  fun::auditor::AddOptions(app, options);
  if (const auto code = fun::ParseCommandLine(app, argc, argv)) return *code;

  const auto code = fun::auditor::Run(options);
  if (!code) return fun::Report("funaudit", code.error());
  return static_cast<int>(*code);
}
