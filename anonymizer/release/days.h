// The days that a release is of, and the dashboard that opens with them.
#pragma once

#include <optional>
#include <string>

#include "anonymizer/output/run_output.h"

namespace fun::anonymizer {

// "2015-03-28", in UTC.
struct Days {
  std::string first;
  std::string last;
};

// Of the events, as they left; nothing when none has a time.
std::optional<Days> DaysOf(const RunOutput& output);

// load/dashboard.ndjson: that of docs/kibana with these days in place of its own.
std::string DashboardText(const std::optional<Days>& days);

}  // namespace fun::anonymizer
