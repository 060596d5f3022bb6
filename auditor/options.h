// The command line of funaudit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/differential/options.h"
#include "auditor/report/files.h"
#include "core/detect/rules.h"
#include "core/event/policy.h"
#include "core/event/time.h"
#include "core/stream/options.h"

namespace fun {
class CommandLine;
}

namespace fun::auditor {

inline constexpr std::string_view kTool = "funaudit";

struct Options {
  stream::InputOptions input;
  std::string policy;  // "": standard, or that of the release
  std::optional<event::Policy> policy_of_release;
  std::vector<std::string> identities;  // files
  DifferentialOptions differential;
  ReportPaths reports;
  std::string baseline;         // a file; "": none
  std::string fingerprint_key;  // a file; "": none
  keys::KeyOptions key;         // of the two --allow flags
  std::string fail_on = "error";
  unsigned jobs = 0;                  // as many as cores
  std::size_t show = 50;              // places printed
  std::size_t max_findings = 10'000;  // places in report files
  bool timestamp = false;
  std::uint64_t self_test = 0;  // rounds; 0: none
  bool exhaustive = false;
  std::string sign;  // a file with a signing key; "": none
};

void AddOptions(CommandLine& command, Options& options);

// What --fail-on says.
detect::Severity ThresholdOf(const Options& options);

// SOURCE_DATE_EPOCH if the environment has it, else the clock.  kUsage when that is no number of
// seconds.
Result<event::EpochMs> NowOf();

// When the reports were made: of SOURCE_DATE_EPOCH if the environment has it, else with --timestamp
// of the clock, else "".  Errors as NowOf.
Result<std::string> TimestampOf(const Options& options);

}  // namespace fun::auditor
