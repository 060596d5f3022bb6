// The command line of funaudit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "auditor/report/files.h"
#include "core/detect/rules.h"
#include "core/stream/options.h"

namespace fun::auditor {

struct Options {
  stream::InputOptions input;
  std::string policy = "standard";
  std::vector<std::string> identities;  // files
  ReportPaths reports;
  std::string fail_on = "error";
  unsigned jobs = 0;                  // as many as cores
  std::size_t show = 50;              // places printed
  std::size_t max_findings = 10'000;  // places in report files
  bool timestamp = false;
  bool exhaustive = false;
};

void AddOptions(CLI::App& app, Options& options);

// What --fail-on says.
detect::Severity ThresholdOf(const Options& options);

// When the reports were made: of SOURCE_DATE_EPOCH if the environment has it, else with --timestamp
// of the clock, else "".  kUsage when SOURCE_DATE_EPOCH is no number of seconds.
Result<std::string> TimestampOf(const Options& options);

}  // namespace fun::auditor
