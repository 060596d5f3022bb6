#include "anonymizer/release/days.h"

#include <algorithm>

#include "anonymizer/release/files.h"
#include "core/event/time.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kSizeOfDay = 10;  // "2026-01-31"

// As docs/kibana/make writes them, once in the file.
constexpr std::string_view kFrom = R"("timeFrom":"2012-01-01T00:00:00.000Z")";
constexpr std::string_view kTo = R"("timeTo":"now")";

std::string DayOf(event::EpochMs time) {
  std::string text;
  event::AppendTimestamp(time, text);
  return text.substr(0, kSizeOfDay);
}

void Put(std::string& text, std::string_view place, const std::string& value) {
  const std::size_t at = text.find(place);
  if (at != std::string::npos) text.replace(at, place.size(), value);
}

}  // namespace

std::optional<Days> DaysOf(const RunOutput& output) {
  std::optional<Coverage> all;
  for (const FileRecord& record : output.records()) {
    const Coverage& coverage = record.counts.coverage;
    if (coverage.with_time == 0) continue;
    if (!all) all = coverage;
    all->first = std::min(all->first, coverage.first);
    all->last = std::max(all->last, coverage.last);
  }
  if (!all) return std::nullopt;
  return Days{DayOf(all->first), DayOf(all->last)};
}

std::string DashboardText(const std::optional<Days>& days) {
  std::string text(DashboardTemplate());
  if (!days) return text;
  Put(text, kFrom, "\"timeFrom\":\"" + days->first + "T00:00:00.000Z\"");
  Put(text, kTo, "\"timeTo\":\"" + days->last + "T23:59:59.999Z\"");
  return text;
}

}  // namespace fun::anonymizer
