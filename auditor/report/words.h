// What reports say in sentences, so that they stand together and can be translated.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "auditor/report/report.h"

namespace fun::auditor {

// "No finding at or above error by 32 rules in 1,204 lines." …, and the limits of this audit.
std::string VerdictSentence(const Audit& audit, const Heading& heading);

// What no audit of this version looks at: "singling out" …
std::span<const std::string_view> NotMeasured();

// All rules that can find something: of the table, and the auditor's own; in the order of ids.
std::span<const std::string_view> AllRules();

// What to do about a finding of `rule`.
std::string_view HelpFor(std::string_view rule);

// A finding of `rule` as a sentence, without its place.
std::string FindingSentence(std::string_view rule, std::uint64_t count);

// "2015-02-01", or kWords.no_day.
std::string DayText(event::EpochDay day);

struct ReportWords {
  std::string_view title = "Audit of anonymized tracking logs";
  std::string_view rules = "Findings by rule";
  std::string_view places = "Findings by place";
  std::string_view days = "Findings by day (UTC) of the event";
  std::string_view baseline = "Accepted by the baseline";
  std::string_view inputs = "What was read";
  std::string_view terms = "By what it was judged";
  std::string_view findings = "Findings";
  std::string_view self_test = "Self-test";
  std::string_view self_test_note =
      "Invented values were planted into copies of lines of this log, and looked for by the same "
      "scan. It says how well the scan finds what its rules know, not what they do not know.";
  std::string_view unread = "files in a folder hold no log, and nobody looked into them: ";
  std::string_view none = "None.";
  std::string_view no_day = "no time";
  std::string_view place_note =
      "A place is a JSON Pointer: > goes on inside a string that is JSON, * is a list index or a "
      "key "
      "that may be data itself. No report holds a value.";
};
inline constexpr ReportWords kWords;

}  // namespace fun::auditor
