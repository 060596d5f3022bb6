#include "auditor/self_test/recall.h"

#include <gtest/gtest.h>

namespace fun::auditor {
namespace {

// Known values: R's prop.test(x, n, correct = FALSE).
TEST(IntervalOf, IsWilsons) {
  const Interval all = IntervalOf({10, 10});
  EXPECT_NEAR(all.low, 0.722467, 1e-6);
  EXPECT_EQ(all.high, 1);
  const Interval none = IntervalOf({10, 0});
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 0.277533, 1e-6);
  const Interval half = IntervalOf({10, 5});
  EXPECT_NEAR(half.low, 0.236593, 1e-6);
  EXPECT_NEAR(half.high, 0.763407, 1e-6);
  const Interval nothing = IntervalOf({});
  EXPECT_EQ(nothing.low, 0);
  EXPECT_EQ(nothing.high, 1);
}

TEST(PercentText, SaysAllOfAllOnly) {
  EXPECT_EQ(PercentText(1), "100.00 %");
  EXPECT_EQ(PercentText(0.999999), "99.99 %");
  EXPECT_EQ(PercentText(0.99991, true), "100.00 %");
  EXPECT_EQ(PercentText(0.29), "29.00 %");  // no double is 0.29
  EXPECT_EQ(PercentText(0), "0.00 %");
}

SelfTest TestOf(std::uint64_t planted, std::uint64_t found) {
  SelfTest test;
  test.rounds = 1;
  test.lines = 2;
  for (std::uint64_t i = 0; i < planted; ++i) test.Count("email", "plain", "key", i < found);
  return test;
}

TEST(RecallSentence, SaysWhatIsMissed) {
  EXPECT_EQ(RecallSentence(nullptr), " Recall was not measured in this run.");
  const SelfTest empty;
  EXPECT_EQ(RecallSentence(&empty),
            " Recall was not measured: there was no line to plant values in.");
  const SelfTest all = TestOf(10, 10);
  EXPECT_EQ(RecallSentence(&all),
            " Measured recall 100.00 % (95 % interval 72.24 % to 100.00 %) of 10 invented values "
            "planted into copies of 2 lines.");
  const SelfTest some = TestOf(10, 5);
  EXPECT_TRUE(RecallSentence(&some).ends_with(
      "2 lines: the scan misses some of what it looks for, 5 of these."));
}

TEST(SelfTest, SumsItsParts) {
  SelfTest sum = TestOf(10, 10);
  sum += TestOf(4, 0);
  const Recall want = {14, 10};
  EXPECT_EQ(sum.all, want);
  EXPECT_EQ(sum.rules.at("email"), want);
  EXPECT_EQ(sum.encodings.at("plain"), want);
  EXPECT_EQ(sum.places.at("key"), want);
}

TEST(RecallJson, RoundsTheIntervalOutwards) {
  EXPECT_TRUE(
      RecallJson(TestOf(10, 5))
          .starts_with(
              R"({"rounds":1,"lines":2,"planted":10,"found":5,"recall":0.500000,"low":0.236593,"high":0.763407,)"
              R"("rules":[)"))
      << RecallJson(TestOf(10, 5));
  EXPECT_TRUE(
      RecallJson({}).starts_with(R"({"rounds":0,"lines":0,"planted":0,"found":0,"recall":null,)"));
}

}  // namespace
}  // namespace fun::auditor
