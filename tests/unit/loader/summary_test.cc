#include "loader/summary.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

LoadSummary Example() {
  LoadSummary summary;
  summary.counts = {10, 4, 2, 1, 1, 1, 1, 0, 0};
  summary.quarantined_by["email"] = 1;
  summary.rejected_by["bad-number"] = 1;
  summary.dead_lettered_by["no-time"] = 1;
  summary.indices["p-2015.02.02"].counts = {4, 2};
  summary.indices["p-2015.02.02"].on_server = HeldCount{9, 0};
  summary.policy = "standard";
  summary.policy_digest = "00";
  summary.received = {123, "ff"};
  return summary;
}

TEST(LoadEquation, NamesEveryTerm) {
  EXPECT_EQ(
      LoadEquation(Example().counts),
      "read 10 = indexed 4 + already_there 2 + quarantined 1 + dead_lettered 1 + rejected 1 + "
      "blank 1");
  EXPECT_TRUE(Example().counts.IsBalanced());
  LoadSummary summary = Example();
  ++summary.counts.read;
  EXPECT_FALSE(summary.counts.IsBalanced());
}

TEST(SummaryText, IsOneObjectWithTheEquationsTerms) {
  const std::string text = SummaryText(Example());
  EXPECT_NE(
      text.find(R"("read":10,"indexed":4,"already_there":2,"quarantined":1,"dead_lettered":1,)"
                R"("rejected":1,"blank":1,"quarantined_by":{"email":1},"rejected_by":)"
                R"({"bad-number":1},"dead_lettered_by":{"no-time":1},"indices":{"p-2015.02.02":)"
                R"({"indexed":4,"already_there":2,"on_server":9}},"bytes":123,"sha256":"ff",)"
                R"("policy":"standard","policy_digest":"00")"),
      std::string::npos)
      << text;
  EXPECT_TRUE(text.ends_with("}\n"));
}

TEST(IndexThatLost, IsOneWithFewerRecordsThanWereIndexed) {
  LoadSummary summary = Example();
  EXPECT_EQ(IndexThatLost(summary), "");
  summary.indices["p-2015.02.02"].on_server =
      HeldCount{4, 0};  // the two found there may be copies of these
  EXPECT_EQ(IndexThatLost(summary), "");
  summary.indices["p-2015.02.02"].on_server = HeldCount{3, 0};
  EXPECT_EQ(IndexThatLost(summary), "p-2015.02.02");
  summary.indices["p-2015.02.02"].on_server = std::nullopt;
  EXPECT_EQ(IndexThatLost(summary), "");
}

}  // namespace
}  // namespace fun::loader
