#include "auditor/baseline/new_baseline.h"

#include <algorithm>
#include <map>
#include <vector>

#include "auditor/baseline/baseline.h"
#include "auditor/judge/place.h"
#include "auditor/report/words.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

constexpr event::EpochDay kDaysToLive = 90;

struct Named {
  const Finding* first = nullptr;
  std::uint64_t count = 0;
};

// A string of TOML; JSON's escapes are TOML's, too.
std::string Quoted(std::string_view text) {
  std::string quoted;
  json::AppendQuoted(text, quoted);
  return quoted;
}

}  // namespace

std::string NewBaseline(const Audit& audit, std::string_view key_id, event::EpochDay today) {
  std::map<std::string_view, Named> by_fingerprint;
  for (const PlacedFinding& found : audit.findings()) {
    if (found.finding.fingerprint.empty() || !MayBeAccepted(found.finding.rule)) continue;
    Named& named = by_fingerprint[found.finding.fingerprint];
    if (named.first == nullptr) named.first = &found.finding;
    ++named.count;
  }
  std::vector<Named> all;
  for (const auto& [fingerprint, named] : by_fingerprint) all.push_back(named);
  std::ranges::stable_sort(all, [](const Named& a, const Named& b) {
    if (a.first->severity != b.first->severity) return a.first->severity > b.first->severity;
    return a.first->rule < b.first->rule;
  });
  const std::string expires = DayText(today + kDaysToLive);
  std::string text =
      "# What funaudit has found, to be looked at: fill in reason and owner of what may stay, and\n"
      "# take out the rest.  No entry holds a value.  docs/format/audit-baseline.md\n"
      "version = 1\nfingerprint_key = " +
      Quoted(key_id) + "\n";
  for (const Named& named : all) {
    const Finding& finding = *named.first;
    text += "\n[[finding]]  # found " + std::to_string(named.count) +
            " times\nfingerprint = " + Quoted(finding.fingerprint) +
            "\nrule = " + Quoted(finding.rule) + "\n";
    const std::string pattern = PatternOf(finding.pointer);
    if (!pattern.empty()) text += "pointer = " + Quoted(pattern) + "\n";
    text += "reason = \"\"\nowner = \"\"\nexpires = " + expires + "\n";
  }
  return text;
}

}  // namespace fun::auditor
