#include "core/detect/rules.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/detect/detector.h"
#include "tests/unit/core/detect/redacted.h"

namespace fun::detect {
namespace {

std::vector<Match> Scanned(std::string_view text) {
  static const Detector detector;
  std::vector<Match> matches;
  detector.Scan(text, matches);
  return matches;
}

std::string RedactedHit(const Rule& rule) {
  return std::string(rule.redacted.empty() ? rule.mark : rule.redacted);
}

TEST(Rules, FindTheirOwnHit) {
  for (std::size_t i = 0; i < Rules().size(); ++i) {
    const Rule& rule = Rules()[i];
    const std::vector<Match> matches = Scanned(rule.hit);
    ASSERT_EQ(matches.size(), 1U) << rule.id;
    EXPECT_EQ(matches[0].rule, i) << rule.id;
    EXPECT_EQ(Marked(rule.hit, matches), RedactedHit(rule)) << rule.id;
  }
}

TEST(Rules, FindTheirHitAmongOtherWords) {
  for (const Rule& rule : Rules()) {
    const std::string text = "voir (" + std::string(rule.hit) + "\n), merci";
    EXPECT_EQ(Redacted(text), "voir (" + RedactedHit(rule) + "\n), merci") << rule.id;
  }
}

// "to [[ada@example.org]]": the text without brackets, and with marks in their place.
struct Sentence {
  std::string text;
  std::string redacted;
};

Sentence SentenceOf(std::string_view example, std::string_view mark) {
  Sentence sentence;
  for (std::size_t at = 0; at < example.size();) {
    const std::size_t open = std::min(example.find("[[", at), example.size());
    sentence.text += example.substr(at, open - at);
    sentence.redacted += example.substr(at, open - at);
    if (open == example.size()) break;
    const std::size_t close = example.find("]]", open);
    sentence.text += example.substr(open + 2, close - open - 2);
    sentence.redacted += mark;
    at = close + 2;
  }
  return sentence;
}

TEST(Rules, FindExactlyWhatTheirFrenchAndEnglishSentencesHold) {
  for (const Rule& rule : Rules()) {
    for (const std::string_view example : {rule.french, rule.english}) {
      ASSERT_NE(example.find("[["), example.npos) << rule.id;
      const Sentence sentence = SentenceOf(example, rule.mark);
      EXPECT_EQ(Redacted(sentence.text), sentence.redacted) << rule.id;
      for (const Match& match : Scanned(sentence.text)) EXPECT_EQ(Rules()[match.rule].id, rule.id);
    }
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
  EXPECT_EQ(kinds("ab_c\xC3\xA9"), 0);
  EXPECT_EQ(kinds("a b"), ByteSummary::kHasSpace);
  EXPECT_EQ(kinds("a(b)"), ByteSummary::kHasBracket);
  EXPECT_EQ(kinds("a=b"), ByteSummary::kHasEquals);
  EXPECT_EQ(kinds("@"), ByteSummary::kHasAt);
  EXPECT_EQ(kinds("a.b"), ByteSummary::kHasDot);
  EXPECT_EQ(kinds("::"), ByteSummary::kHasColon);
  EXPECT_EQ(kinds(",+1"), ByteSummary::kHasComma | ByteSummary::kHasDigit);
  EXPECT_EQ(Summarize("").digits, 0U);
  EXPECT_EQ(Summarize("a0123456789/:").digits, 10U);
}

TEST(Summarize, CountsTheDigitsThatOnlySeparatorsPart) {
  const auto run = [](std::string_view text) { return Summarize(text).longest_run; };
  EXPECT_EQ(run("06 12-34.56/78 (9)"), 11U);
  EXPECT_EQ(run("06\xC2\xA0"
                "12345678;123"),
            10U);
  EXPECT_EQ(run("06 12345678 9a 12 x345678"), 10U);  // 9 and 345678 touch a letter
  EXPECT_EQ(run("0612345678abcdef0612345678"), 0U);
  EXPECT_EQ(run("1234567"), 0U);  // nobody asks
}

}  // namespace
}  // namespace fun::detect
