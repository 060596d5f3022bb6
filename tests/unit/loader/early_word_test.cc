#include "loader/early_word.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

using auditor::Finding;

Finding FindingOf(std::string_view rule, std::string pointer = "/x") {
  Finding finding;
  finding.rule = rule;
  finding.pointer = std::move(pointer);
  return finding;
}

Ruling Clean() { return {}; }

Ruling Rejected(std::string_view reason) { return {Verdict::kReject, reason, {}}; }

Ruling Quarantined(std::vector<Finding> findings) {
  return {Verdict::kQuarantine, "", std::move(findings)};
}

// `failing` lines of `ruling` and `clean` clean ones: what is said of them.
std::string WordOf(std::uint64_t failing, const Ruling& ruling, std::uint64_t clean,
                   std::string_view policy = "standard") {
  EarlyWord word;
  for (std::uint64_t i = 0; i < failing; ++i) word.Add(ruling);
  for (std::uint64_t i = 0; i < clean; ++i) word.Add(Clean());
  const auto refusal = word.Refusal(policy);
  if (!refusal) return "go on";
  EXPECT_EQ(refusal->code, ExitCode::kNo);
  return refusal->message + "; " + refusal->hint;
}

TEST(EarlyWord, IsNoForMoreThanHalfOnly) {
  const Ruling ruling = Quarantined({FindingOf("email")});
  EXPECT_EQ(WordOf(0, ruling, 0), "go on");
  EXPECT_EQ(WordOf(500, ruling, 500), "go on");
  EXPECT_TRUE(
      WordOf(501, ruling, 499)
          .starts_with("nothing was sent: 501 of the first 1,000 lines fail the rule email"));
  EXPECT_TRUE(WordOf(1, ruling, 0).starts_with("nothing was sent: 1 of the first 1 lines"));
}

TEST(EarlyWord, CountsALineOnceForEachRule) {
  const Ruling twice = Quarantined({FindingOf("email"), FindingOf("email"), FindingOf("email")});
  EXPECT_EQ(WordOf(4, twice, 6), "go on");
}

TEST(EarlyWord, KnowsARawLog) {
  const std::string raw = "this looks like a raw log: pipe it through funanon";
  EXPECT_TRUE(WordOf(9, Quarantined({FindingOf("username", "/username")}), 1).ends_with(raw));
  EXPECT_TRUE(WordOf(9, Quarantined({FindingOf("dropped-field")}), 1).ends_with(raw));
  EXPECT_TRUE(
      WordOf(9, Quarantined({FindingOf("ipv4", "/ip"), FindingOf("username")}), 1).ends_with(raw));
  EXPECT_TRUE(
      WordOf(9, Quarantined({FindingOf("username")}), 1, "seed").ends_with(raw + " --policy seed"));
}

TEST(EarlyWord, KnowsALogOfThePolicySeed) {
  const Ruling seed = Quarantined({FindingOf("ip-field", "/ip"), FindingOf("ipv4", "/ip"),
                                   FindingOf("pseudonym", "/context/user_id")});
  EXPECT_NE(WordOf(9, seed, 1).find("load with --policy seed"), std::string::npos);
  EXPECT_EQ(WordOf(9, seed, 1, "seed").find("load with --policy seed"), std::string::npos);
  const Ruling elsewhere = Quarantined({FindingOf("ipv4", "/event")});
  EXPECT_EQ(WordOf(9, elsewhere, 1).find("load with --policy seed"), std::string::npos);
}

TEST(EarlyWord, SaysWhyLinesCannotBeRead) {
  EXPECT_EQ(WordOf(9, Rejected("unknown-prefix"), 1),
            "nothing was sent: 9 of the first 10 lines cannot be read: unknown-prefix; is this a "
            "tracking log, one JSON object a line? --rejects FILE keeps the lines");
}

TEST(EarlyWord, GoesOnWhenTheReasonsAreManyAndNoneIsOverHalf) {
  EarlyWord word;
  for (int i = 0; i < 4; ++i) word.Add(Quarantined({FindingOf("email")}));
  for (int i = 0; i < 4; ++i) word.Add(Quarantined({FindingOf("phone")}));
  EXPECT_FALSE(word.Refusal("standard"));
}

TEST(EarlyWord, IsCompleteAfterAThousandLines) {
  EarlyWord word;
  for (int i = 0; i < 999; ++i) word.Add(Clean());
  EXPECT_FALSE(word.is_complete());
  word.Add(Clean());
  EXPECT_TRUE(word.is_complete());
}

}  // namespace
}  // namespace fun::loader
