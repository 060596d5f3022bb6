// What funload says last: what to do with what was loaded.
//
// The dashboard of docs/kibana cannot know which days were loaded; its address can say them.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/target.h"
#include "loader/summary.h"

namespace fun {
class CommandLine;
}

namespace fun::loader {

// Adds --dashboards.
void AddDashboardsOption(CommandLine& command, std::string& base);

// kUsage when `base` is neither "" nor the address of a server: it is printed as it is, and so may
// hold no user and no password.
Result<void> CheckDashboards(std::string_view base);

// The address of the dashboard at `base` ("http://localhost:5601"), from the first to the last day
// that `summary` has an index of, of a stream with the dashboard's own days; "" when nothing was
// loaded.
std::string DashboardLink(std::string_view base, const Target& target, const LoadSummary& summary);

// Of a load that came to a good end, `dashboards` being the address or "": on a terminal the next
// command, and the link.
void SayNextStep(const Target& target, std::string_view dashboards, bool is_dry_run,
                 const LoadSummary& summary);

}  // namespace fun::loader
