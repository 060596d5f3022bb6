#include "auditor/report.h"

#include <gtest/gtest.h>

#include "tests/unit/auditor/judging.h"

namespace fun::auditor {
namespace {

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

// Two chunks of one input, and one of another.
Audit ThreeFindings(std::size_t most) {
  Audit audit(most);
  stream::Chunk chunk;
  chunk.is_first = true;
  ChunkAudit part = {{3, 2, 0, 1, 0}, {{"email", 1}}, {Placed(3, "email", "/q")}};
  audit.Add(chunk, part);
  chunk.is_first = false;
  part = {{1, 1, 0, 0, 0}, {{"username", 1}}, {Placed(1, "username", "/username")}};
  audit.Add(chunk, part);
  chunk.is_first = true;
  chunk.input = 1;
  part = {{1, 0, 1, 0, 0}, {{"line", 1}}, {Placed(1, "line", "")}};
  audit.Add(chunk, part);
  return audit;
}

TEST(TextReport, IsATableThenPlacesThenTheVerdict) {
  const auto policy = event::Policy::BuiltIn("standard");
  const Audit audit = ThreeFindings(10);
  EXPECT_EQ(TextReport(audit, {*policy, Verdict::kFindings, {"a.log", "b.log"}}, 10),
            "rule      severity  count  what\n"
            "email     error         1  e-mail address\n"
            "line      error         1  line that cannot be read\n"
            "username  error         1  username that is no pseudonym\n"
            "\n"
            "a.log:3: error email /q - letters[2-3]\n"
            "a.log:4: error username /username - letters[2-3]\n"
            "b.log:1: error line - - letters[2-3]\n"
            "\n"
            "verdict: findings\n");
}

TEST(TextReport, SaysHowManyPlacesItLeftOut) {
  const auto policy = event::Policy::BuiltIn("standard");
  const std::string report =
      TextReport(ThreeFindings(2), {*policy, Verdict::kFindings, {"a.log", "b.log"}}, 1);
  EXPECT_NE(report.find("a.log:3: error email /q - letters[2-3]\n… and 2 more;"), report.npos);
  EXPECT_EQ(report.find("a.log:4"), report.npos);
}

TEST(TextReport, OfACleanAuditIsTheVerdict) {
  const auto policy = event::Policy::BuiltIn("standard");
  EXPECT_EQ(TextReport(Audit(5), {*policy, Verdict::kClean, {}}, 5), "verdict: clean\n");
}

TEST(JsonReport, HoldsCountsAndAllStoredFindings) {
  const auto policy = event::Policy::BuiltIn("seed");
  const std::string report =
      JsonReport(ThreeFindings(2), {*policy, Verdict::kFindings, {"a.log", "b.log"}});
  const std::string digests = R"("policy":"seed","policy_digest":")" + policy->Digest() +
                              R"(","rules_digest":")" + detect::RulesDigest() + '"';
  EXPECT_NE(report.find(digests), report.npos);
  const std::string rest =
      R"("verdict":"findings","counts":{"read":5,"judged":3,"rejected":1,"blank":1},)"
      R"("rules":{"email":1,"line":1,"username":1},"findings":[
{"rule":"email","severity":"error","file":"a.log","line":3,"pointer":"/q","chain":"","shape":"letters[2-3]","begin":1,"end":4},
{"rule":"username","severity":"error","file":"a.log","line":4,"pointer":"/username","chain":"","shape":"letters[2-3]","begin":1,"end":4}
],"findings_omitted":1}
)";
  EXPECT_TRUE(report.ends_with(rest)) << report;
  EXPECT_TRUE(report.starts_with(R"({"tool":"funaudit","version":")")) << report;
}

TEST(Audit, IsIncompleteWhenALayerWasTooDeepOrTheInputCutShort) {
  Audit audit(0);
  EXPECT_EQ(audit.VerdictOf(false), Verdict::kClean);
  EXPECT_EQ(audit.VerdictOf(true), Verdict::kIncomplete);
  ChunkAudit part = {{1, 1, 0, 0, 0}, {{kLayerLimitRule, 1}}, {}};
  audit.Add({}, part);
  EXPECT_EQ(audit.VerdictOf(false), Verdict::kIncomplete);
  EXPECT_EQ(audit.FindingCount(), 1U);
}

}  // namespace
}  // namespace fun::auditor
