// funaudit: looks for personal data in an anonymized log.
#include <utility>

#include "auditor/options.h"
#include "auditor/run.h"
#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::auditor::Options options;
  fun::CommandLine command("funaudit", "Look for personal data in anonymized tracking logs");
  fun::auditor::AddOptions(command, options);
  if (const auto code = command.Parse(argc, argv)) return *code;

  const auto code = fun::auditor::Run(std::move(options));
  if (!code) return fun::Report("funaudit", code.error());
  return static_cast<int>(*code);
}
