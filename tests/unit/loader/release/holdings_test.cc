#include "loader/release/holdings.h"

#include <gtest/gtest.h>

#include "loader/release/replacement.h"

namespace fun::loader {
namespace {

TEST(ReadHoldings, ReadsWhatADayHolds) {
  const auto day =
      ReadHoldings(R"({"hits":{"total":{"value":7}},"aggregations":{"releases":{"buckets":[)"
                   R"({"key":"v1","doc_count":4},{"key":"","doc_count":3}]}}})");
  ASSERT_TRUE(day);
  EXPECT_EQ(day->records, 7U);
  ASSERT_EQ(day->releases.size(), 2U);
  EXPECT_EQ(day->releases[0].release, "v1");
  EXPECT_EQ(day->releases[0].records, 4U);
  EXPECT_EQ(CountFor("v1", *day).others, 3U);
  EXPECT_EQ(CountFor("", *day).others, 4U);
  EXPECT_EQ(CountFor("v2", *day).others, 7U);
}

TEST(ReadHoldings, OfADayThatIsNotThereIsNothing) {
  const auto day = ReadHoldings(R"({"hits":{"total":{"value":0}}})");
  ASSERT_TRUE(day);
  EXPECT_EQ(day->records, 0U);
  EXPECT_TRUE(day->releases.empty());
  EXPECT_EQ(CountFor("v1", {7, {}}).own(), 7U) << "nobody says that others are there";
  EXPECT_FALSE(ReadHoldings("{}"));
  EXPECT_FALSE(ReadHoldings("<html>"));
}

std::string WordsFor(const DayHoldings& day, std::string_view release) {
  const auto refused = RefuseMixture("p-2015.02.02", day, release);
  return refused ? "" : refused.error().message + "; " + refused.error().hint;
}

TEST(RefuseMixture, LetsOneReleasePass) {
  EXPECT_EQ(WordsFor({}, "v1"), "");
  EXPECT_EQ(WordsFor({4, {{"v1", 4}}}, "v1"), "");
  EXPECT_EQ(WordsFor({4, {{"", 4}}}, ""), "");
}

TEST(RefuseMixture, CountsWhatIsThereAndSaysTheNextStep) {
  EXPECT_EQ(WordsFor({7, {{"v1", 4}, {"", 3}}}, "v2"),
            "p-2015.02.02 holds records of something else: 4 of another release, 3 of no release; "
            "--replace deletes the others once this one is complete; --mix loads it beside them");
  EXPECT_EQ(WordsFor({7, {{"ada@example.org", 7}}}, ""),
            "p-2015.02.02 holds records of something else: 7 of another release; "
            "--release NAME says which release this is; --mix loads it beside the others");
}

TEST(ReadIds, ListsThem) {
  EXPECT_EQ(ReadIds(R"({"hits":{"hits":[{"_id":"x"},{"_id":"\u0079"}]}})"),
            (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(ReadIds("{}"), std::vector<std::string>());
  EXPECT_FALSE(ReadIds("<html>"));
}

}  // namespace
}  // namespace fun::loader
