#include "loader/query/next_step.h"

#include <unistd.h>

#include <algorithm>

#include "core/base/command_line.h"
#include "core/base/process.h"

namespace fun::loader {
namespace {

constexpr std::string_view kDashboard = "/app/dashboards#/view/tracking-logs-dashboard";

bool IsPlainInAddress(char c) {
  return c > ' ' && c < 0x7f && std::string_view("@'\"<>\\?#").find(c) == std::string_view::npos;
}

// "2015-02-03" of "logstash-trackinglogs-2015.02.03".
std::string DayOfIndex(std::string_view name, std::string_view prefix) {
  std::string day(name.substr(prefix.size()));
  std::ranges::replace(day, '.', '-');
  return day;
}

}  // namespace

void AddDashboardsOption(CommandLine& command, std::string& base) {
  command
      .Add("--dashboards", base,
           "Where Kibana or OpenSearch Dashboards is: say at the end the address there that shows "
           "the days that were loaded")
      .Takes("URL")
      .Filled();
}

Result<void> CheckDashboards(std::string_view base) {
  if (base.empty()) return {};
  const bool is_address = base.starts_with("http://") || base.starts_with("https://");
  if (is_address && std::ranges::all_of(base, IsPlainInAddress)) return {};
  return Failure(ExitCode::kUsage, "--dashboards is no address of a server",
                 "as in http://localhost:5601, without a user: who opens it logs in there");
}

std::string DashboardLink(std::string_view base, const Target& target, const LoadSummary& summary) {
  if (summary.indices.empty()) return "";
  while (base.ends_with('/')) base.remove_suffix(1);
  const std::string dashboard = std::string(base).append(kDashboard);
  if (target.is_stream()) return dashboard;
  // Names of indices are sorted as their days are.
  const std::string first = DayOfIndex(summary.indices.begin()->first, target.index_prefix);
  const std::string last = DayOfIndex(summary.indices.rbegin()->first, target.index_prefix);
  return dashboard + "?_g=(time:(from:'" + first + "T00:00:00.000Z',to:'" + last +
         "T23:59:59.999Z'))";
}

void SayNextStep(const Target& target, std::string_view dashboards, bool is_dry_run,
                 const LoadSummary& summary) {
  if (::isatty(STDERR_FILENO) == 1) {
    Say("funload", is_dry_run ? "next: the same without --dry-run"
                              : "next: funquery --index '" + target.Everything() +
                                    "' query.json > result.json");
  }
  if (dashboards.empty() || is_dry_run || summary.indices.empty()) return;
  Say("funload", "see " + DashboardLink(dashboards, target, summary));
}

}  // namespace fun::loader
