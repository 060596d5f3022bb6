// Source: the schema of Jenkins' xUnit plugin, junit-10.xsd, which the readers of JUnit share.
#include <algorithm>

#include "auditor/report/markup.h"
#include "auditor/report/report.h"
#include "auditor/report/words.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kMostPlacesOfARule = 100;

std::string Attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + Escaped(value) + "\"";
}

std::string Attribute(std::string_view name, std::uint64_t value) {
  return Attribute(name, std::to_string(value));
}

std::string PlacesOf(std::string_view rule, const Audit& audit) {
  std::string text;
  std::size_t listed = 0;
  for (const auto& [place, count] : audit.places()) {
    if (place.rule != rule || ++listed > kMostPlacesOfARule) continue;
    text += std::to_string(count) + " at " + (place.pattern.empty() ? "-" : place.pattern) + "\n";
  }
  if (listed > kMostPlacesOfARule) {
    text += "and " + std::to_string(listed - kMostPlacesOfARule) + " more places\n";
  }
  return text;
}

bool IsFailure(std::string_view rule, const Audit& audit, const Heading& heading) {
  return audit.rules().contains(rule) && SeverityOf(rule) >= heading.threshold;
}

std::string CaseOf(std::string_view rule, const Audit& audit, const Heading& heading) {
  std::string text = "    <testcase classname=\"funaudit\"" + Attribute("name", rule);
  const auto found = audit.rules().find(rule);
  if (found == audit.rules().end()) return text + "/>\n";
  const std::string places = Escaped(PlacesOf(rule, audit));
  if (IsFailure(rule, audit, heading)) {
    text += ">\n      <failure" + Attribute("type", detect::NameOf(SeverityOf(rule))) +
            Attribute("message", FindingSentence(rule, found->second)) + ">" + places +
            "</failure>\n";
  } else {
    text += ">\n      <system-out>" + Escaped(FindingSentence(rule, found->second)) + "\n" +
            places + "</system-out>\n";
  }
  return text + "    </testcase>\n";
}

// What was not looked into has no rule: without a case of its own the suite would be green.
std::string CaseOfTheWhole(const Audit& audit, const Heading& heading) {
  const std::string sentence = VerdictSentence(audit, heading);
  std::string text = "    <testcase classname=\"funaudit\" name=\"complete\"";
  if (heading.verdict != Verdict::kIncomplete) return text + "/>\n";
  return text + ">\n      <error type=\"incomplete\"" + Attribute("message", sentence) +
         "/>\n    </testcase>\n";
}

}  // namespace

std::string JunitReport(const Audit& audit, const Heading& heading) {
  const std::span<const std::string_view> rules = AllRules();
  const auto failures = static_cast<std::uint64_t>(std::ranges::count_if(
      rules, [&](std::string_view rule) { return IsFailure(rule, audit, heading); }));
  const std::uint64_t errors = heading.verdict == Verdict::kIncomplete ? 1 : 0;
  const std::string counts = Attribute("tests", rules.size() + 1) +
                             Attribute("failures", failures) + Attribute("errors", errors);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts +
                     ">\n  <testsuite name=\"funaudit\"" + counts;
  if (!heading.timestamp.empty()) text += Attribute("timestamp", heading.timestamp);
  text += ">\n";
  for (const std::string_view rule : rules) text += CaseOf(rule, audit, heading);
  text += CaseOfTheWhole(audit, heading);
  text += "    <system-out>" + Escaped(VerdictSentence(audit, heading)) + "\n" +
          (heading.is_exhaustive ? "scan: exhaustive\n" : "") +
          Escaped(AuditEquation(audit.counts())) + "\n</system-out>\n";
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace fun::auditor
