#include "core/detect/rules.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/detect/detector.h"

namespace fun::detect {
namespace {

std::vector<Match> Scanned(std::string_view text) {
  static const Detector detector;
  std::vector<Match> matches;
  detector.Scan(text, matches);
  return matches;
}

TEST(Rules, FindTheWholeOfTheirOwnHit) {
  for (std::size_t i = 0; i < Rules().size(); ++i) {
    const Rule& rule = Rules()[i];
    const std::vector<Match> matches = Scanned(rule.hit);
    ASSERT_EQ(matches.size(), 1U) << rule.id;
    EXPECT_EQ(matches[0].rule, i) << rule.id;
    EXPECT_EQ(matches[0].span, (Span{0, rule.hit.size()})) << rule.id;
  }
}

TEST(Rules, FindTheirHitAmongOtherWords) {
  for (const Rule& rule : Rules()) {
    const std::string text = "voir (" + std::string(rule.hit) + "), merci";
    const std::vector<Match> matches = Scanned(text);
    ASSERT_EQ(matches.size(), 1U) << rule.id;
    EXPECT_EQ(matches[0].span, (Span{6, 6 + rule.hit.size()})) << rule.id;
  }
}

TEST(Rules, FindNothingInAnyMiss) {
  for (const Rule& rule : Rules()) EXPECT_TRUE(Scanned(rule.miss).empty()) << rule.id;
}

TEST(Rules, HaveIdsOfTheirOwnAndEverythingARowNeeds) {
  std::set<std::string_view> ids;
  for (const Rule& rule : Rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(rule.mark.starts_with("<<") && rule.mark.ends_with(">>")) << rule.id;
    EXPECT_FALSE(rule.what.empty()) << rule.id;
    EXPECT_NE(rule.is_possible, nullptr) << rule.id;
    EXPECT_TRUE(RE2(re2::StringPiece(rule.pattern.data(), rule.pattern.size())).ok()) << rule.id;
  }
}

TEST(Rules, StandInOrderOfTheirIds) { EXPECT_TRUE(std::ranges::is_sorted(Rules(), {}, &Rule::id)); }

// A mark that were itself a finding would fail the audit of what was redacted.
TEST(Rules, FindNothingInTheirMarks) {
  for (const Rule& rule : Rules()) EXPECT_TRUE(Scanned(rule.mark).empty()) << rule.id;
}

TEST(RulesDigest, Is64HexDigits) {
  EXPECT_EQ(RulesDigest().size(), 64U);
  EXPECT_EQ(RulesDigest().find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(RulesDigest(), RulesDigest());
}

TEST(Summarize, TellsWhichBytesAreThereAndCountsDigits) {
  const auto kinds = [](std::string_view text) { return +Summarize(text).kinds; };
  EXPECT_EQ(kinds("ab c\xC3\xA9"), 0);
  EXPECT_EQ(kinds("@"), ByteSummary::kHasAt);
  EXPECT_EQ(kinds("a.b"), ByteSummary::kHasDot);
  EXPECT_EQ(kinds("::"), ByteSummary::kHasColon);
  EXPECT_EQ(kinds("+1"), ByteSummary::kHasPlus | ByteSummary::kHasDigit);
  EXPECT_EQ(Summarize("").digits, 0U);
  EXPECT_EQ(Summarize("a0123456789/:").digits, 10U);
}

}  // namespace
}  // namespace fun::detect
