#include "auditor/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "auditor/judge/place.h"
#include "auditor/report/words.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

PlacedFinding Placed(std::uint64_t line, std::string_view rule, std::string pointer) {
  PlacedFinding found;
  found.line = line;
  found.finding.rule = rule;
  found.finding.severity = SeverityOf(rule);
  found.finding.pointer = std::move(pointer);
  found.finding.shape = "letters[2-3]";
  found.finding.string = {1, 4};
  return found;
}

ChunkAudit PartOf(record::LineCounts counts, PlacedFinding found, event::EpochDay day) {
  ChunkAudit part;
  part.counts = counts;
  part.rules = {{found.finding.rule, 1}};
  part.places = {{{found.finding.rule, PatternOf(found.finding.pointer)}, 1}};
  part.days = {{day, 1}};
  part.findings = {std::move(found)};
  return part;
}

// Two chunks of one input, and one of another.
Audit ThreeFindings(std::size_t most) {
  Audit audit(most);
  stream::Chunk chunk;
  chunk.is_first = true;
  ChunkAudit part = PartOf({3, 2, 0, 1, 0}, Placed(3, "email", "/q/0"), 16467);
  audit.Add(chunk, part);
  chunk.is_first = false;
  part = PartOf({1, 1, 0, 0, 0}, Placed(1, "username", "/username"), 16467);
  audit.Add(chunk, part);
  chunk.is_first = true;
  chunk.input = 1;
  part = PartOf({1, 0, 1, 0, 0}, Placed(1, "line", ""), kNoDay);
  audit.Add(chunk, part);
  return audit;
}

const event::Policy& StandardPolicy() {
  static const auto policy = event::Policy::BuiltIn("standard");
  return *policy;
}

Heading Failed() {
  Heading heading = {.policy = StandardPolicy()};
  heading.verdict = Verdict::kFailed;
  heading.inputs = {{"a.log", 4, 70, "aa"}, {"b <&> | `.log", 1, 5, "bb"}};
  return heading;
}

TEST(TextReport, IsATableThenPlacesThenTheVerdict) {
  EXPECT_THAT(TextReport(ThreeFindings(10), Failed(), 10),
              AllOf(testing::StartsWith("rule      severity  count  what\n"
                                        "email     error         1  e-mail address\n"
                                        "line      error         1  line that cannot be read\n"
                                        "username  error         1  username that is no pseudonym\n"
                                        "\n"
                                        "a.log:3: error email /q/0 - letters[2-3]\n"
                                        "a.log:4: error username /username - letters[2-3]\n"
                                        "b <&> | `.log:1: error line - - letters[2-3]\n"
                                        "\n"
                                        "verdict: failed\n"
                                        "3 findings at or above error by "),
                    HasSubstr(" rules in 4 lines. No list of people was given"),
                    testing::EndsWith("still personal data.\n")));
}

TEST(TextReport, SaysHowManyPlacesItLeftOut) {
  const std::string report = TextReport(ThreeFindings(2), Failed(), 1);
  EXPECT_THAT(report, AllOf(HasSubstr("a.log:3: error email /q/0 - letters[2-3]\n… and 2 more;"),
                            Not(HasSubstr("a.log:4"))));
}

TEST(TextReport, OfACleanAuditIsTheVerdict) {
  EXPECT_THAT(TextReport(Audit(5), {.policy = StandardPolicy()}, 5),
              testing::StartsWith("verdict: passed\nNo finding at or above error by "));
}

TEST(JsonReport, HoldsCountsAndTheFindingsThatItIsToList) {
  Heading heading = Failed();
  heading.most_listed = 2;
  const std::string report = JsonReport(ThreeFindings(10), heading);
  EXPECT_THAT(
      report,
      AllOf(testing::StartsWith(R"({"tool":"funaudit","version":")"),
            HasSubstr(R"("policy":"standard","policy_digest":")" + StandardPolicy().Digest() +
                      R"(","rules_digest":")" + detect::RulesDigest() +
                      R"(","fail_on":"error","verdict":"failed","sentence":"3 findings)"),
            HasSubstr(R"({"file":"a.log","lines":4,"bytes":70,"sha256":"aa"},)"),
            HasSubstr(R"("rules":{"email":1,"line":1,"username":1},"places":[
{"rule":"email","pointer":"/q/*","count":1},
{"rule":"line","pointer":"","count":1},
{"rule":"username","pointer":"/username","count":1}
],"days":{"2015-02-01":2,"no time":1},"fields":[],"event_types":[],"findings":[
{"rule":"email","severity":"error","file":"a.log","line":3,"pointer":"/q/0","chain":"","shape":"letters[2-3]","begin":1,"end":4,"fingerprint":""},
{"rule":"username","severity":"error","file":"a.log","line":4,"pointer":"/username","chain":"","shape":"letters[2-3]","begin":1,"end":4,"fingerprint":""}
],"findings_omitted":1}
)")));
  EXPECT_THAT(report, Not(HasSubstr("timestamp")));
}

TEST(SarifReport, ListsEveryFindingOrAllPlacesWithTheirCounts) {
  Heading heading = Failed();
  const std::string all = SarifReport(ThreeFindings(10), heading);
  EXPECT_THAT(
      all, AllOf(HasSubstr(R"("uri":"b%20%3C%26%3E%20%7C%20%60.log","index":1)"),
                 HasSubstr(R"("region":{"startLine":3})"),
                 HasSubstr(R"("fullyQualifiedName":"/q/0")"), Not(HasSubstr("occurrenceCount"))));
  heading.most_listed = 2;
  const std::string places = SarifReport(ThreeFindings(10), heading);
  EXPECT_THAT(places, AllOf(HasSubstr(R"("fullyQualifiedName":"/q/*")"),
                            HasSubstr(R"("occurrenceCount":1)"), Not(HasSubstr("startLine"))));
}

TEST(JunitReport, FailsTheCasesOfTheThresholdAndErrsWhenIncomplete) {
  Heading heading = Failed();
  const std::string tests = std::to_string(AllRules().size() + 1);
  EXPECT_THAT(JunitReport(ThreeFindings(10), heading),
              AllOf(HasSubstr("tests=\"" + tests + "\" failures=\"3\" errors=\"0\""),
                    HasSubstr("1 at /q/*\n</failure>")));
  heading.verdict = Verdict::kIncomplete;
  EXPECT_THAT(JunitReport(Audit(1), heading),
              AllOf(HasSubstr("failures=\"0\" errors=\"1\""), HasSubstr("<error type=")));
}

TEST(Reports, EscapeTheNamesOfFiles) {
  for (const std::string& report :
       {MarkdownReport(ThreeFindings(10), Failed()), HtmlReport(ThreeFindings(10), Failed())}) {
    EXPECT_THAT(report,
                AllOf(HasSubstr("b &lt;&amp;&gt; &#124; &#96;.log"), Not(HasSubstr("b <&>"))));
  }
}

TEST(HtmlReport, NamesNothingThatABrowserWouldFetch) {
  const std::string page = HtmlReport(ThreeFindings(10), Failed());
  for (const std::string_view word :
       {"http:", "https:", "src=", "url(", "<script", "<link", "@import"}) {
    EXPECT_THAT(page, Not(HasSubstr(std::string(word))));
  }
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
}

TEST(MarkdownReport, StaysUnderAMebibyte) {
  Audit audit(0);
  ChunkAudit part;
  for (int i = 0; i < 20'000; ++i) {
    part.places[{"email", "/" + std::string(5000, '<') + std::to_string(i) + "x"}] = 1;
  }
  part.rules = {{"email", 20'000}};
  audit.Add({}, part);
  Heading heading = Failed();
  heading.inputs.assign(20'000, {std::string(3000, '&'), 1, 1, "cc"});
  EXPECT_LT(MarkdownReport(audit, heading).size(), std::size_t{1} << 20);
}

TEST(Audit, IsIncompleteWhenALayerWasTooDeepOrTheInputCutShort) {
  Audit audit(0);
  const auto error = detect::Severity::kError;
  EXPECT_EQ(audit.VerdictOf(error, false), Verdict::kPassed);
  EXPECT_EQ(audit.VerdictOf(error, true), Verdict::kIncomplete);
  ChunkAudit part;
  part.rules = {{kIncompleteRule, 1}};
  audit.Add({}, part);
  EXPECT_EQ(audit.VerdictOf(error, false), Verdict::kIncomplete);
  EXPECT_EQ(audit.FindingCount(), 1U);
}

TEST(Audit, FailsAtItsThreshold) {
  Audit audit(0);
  ChunkAudit part;
  part.rules = {{"address-fr", 2}};  // a warning
  audit.Add({}, part);
  EXPECT_EQ(audit.VerdictOf(detect::Severity::kError, false), Verdict::kPassed);
  EXPECT_EQ(audit.VerdictOf(detect::Severity::kWarning, false), Verdict::kFailed);
}

TEST(Audit, KeepsTheFirstPlacesHoweverTheyCome) {
  const auto place = [](int number) {
    std::string digits = std::to_string(number);
    return Place{"email", "/k" + std::string(6 - digits.size(), '0') + digits};
  };
  const int all = 3 * static_cast<int>(Audit::kMostPlaces);
  std::vector<PlaceCounts> kept;
  for (const int step : {1, 7001, all / 2}) {
    Audit audit(0);
    for (int begin = 0; begin < all; begin += step) {
      ChunkAudit part;
      for (int i = begin; i < std::min(all, begin + step); ++i) part.places[place(all - 1 - i)] = 1;
      audit.Add({}, part);
      if (step == 1 && begin > 11'000) break;  // one at a time is slow: those up to there
    }
    if (step != 1) kept.push_back(audit.places());
    EXPECT_EQ(audit.places().size(), Audit::kMostPlaces + 1);
  }
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_TRUE(kept[0] == kept[1]);
  EXPECT_EQ(kept[0].begin()->first, place(0));
  EXPECT_EQ((kept[0].at({"email", "…"})), all - Audit::kMostPlaces);
}

TEST(PatternOf, LeavesListIndexesOut) {
  EXPECT_EQ(PatternOf("/a/17/b>/POST/email/0"), "/a/*/b>/POST/email/*");
  EXPECT_EQ(PatternOf("/a1/0"), "/a1/*");
  EXPECT_EQ(PatternOf(""), "");
  EXPECT_EQ(PatternOf("/"), "/");
}

}  // namespace
}  // namespace fun::auditor
