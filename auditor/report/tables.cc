#include "auditor/report/tables.h"

#include <algorithm>
#include <functional>

#include "auditor/report/words.h"
#include "core/base/process.h"
#include "core/stream/progress.h"

namespace fun::auditor {

std::vector<Counted> CountedPlaces(const Audit& audit) {
  std::vector<Counted> rows;
  for (const auto& [place, count] : audit.places()) {
    rows.push_back(
        {std::string(place.rule) + " " + (place.pattern.empty() ? "-" : place.pattern), count});
  }
  std::ranges::stable_sort(rows, std::greater<>(), &Counted::count);
  return rows;
}

std::vector<Counted> CountedDays(const Audit& audit) {
  std::vector<Counted> rows;
  for (const auto& [day, count] : audit.days()) rows.push_back({DayText(day), count});
  return rows;
}

std::vector<std::pair<std::string_view, std::uint64_t>> RulesByWorst(const Audit& audit) {
  std::vector<std::pair<std::string_view, std::uint64_t>> rows(audit.rules().begin(),
                                                               audit.rules().end());
  std::ranges::stable_sort(rows, std::greater<>(),
                           [](const auto& row) { return SeverityOf(row.first); });
  return rows;
}

std::vector<std::vector<std::string>> BaselineRows(const Heading& heading) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < heading.outcomes.size(); ++i) {
    const BaselineEntry& entry = heading.baseline->entries()[i];
    std::string name = entry.fingerprint;
    if (name.empty()) name.append(entry.rule).append(" ").append(entry.pattern);
    rows.push_back({std::move(name), std::string(NameOf(heading.outcomes[i].state)),
                    stream::WithThousands(heading.outcomes[i].count), DayText(entry.expires),
                    entry.owner, entry.reason});
  }
  return rows;
}

std::vector<std::pair<std::string, std::string>> Terms(const Heading& heading) {
  std::vector<std::pair<std::string, std::string>> rows = {
      {"funaudit", VersionText()},
      {"policy", std::string(heading.policy.name())},
      {"policy, SHA-256", heading.policy.Digest()},
      {"rule table, SHA-256", detect::RulesDigest()},
      {"threshold (--fail-on)", std::string(detect::NameOf(heading.threshold))},
      {"list of people (--identities)", heading.knows_people ? "yes" : "no"}};
  if (const GuessCounts& tried = heading.guesses; tried.unkeyed != 0) {
    rows.emplace_back("guesses at hashes and pseudonyms",
                      stream::WithThousands(tried.unkeyed) + " hashes, " +
                          stream::WithThousands(tried.keyed) + " under common keys");
  }
  if (heading.is_exhaustive) rows.emplace_back("scan", "exhaustive (--exhaustive)");
  if (!heading.timestamp.empty()) rows.emplace_back("made at", heading.timestamp);
  return rows;
}

}  // namespace fun::auditor
