#include "loader/query/search_answer.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

TEST(ReadSearchAnswer, FindsWhatStandsInItsPlaceOnly) {
  constexpr std::string_view kBody =
      R"({"_scroll_id":"abc==","timed_out":false,"_shards":{"total":5,"failed":2,"failures":[{"failed":9}]},)"
      R"("hits":{"total":{"value":7,"relation":"eq"},"hits":[)"
      R"({"_index":"i","_id":"1","_source":{"hits":{"total":{"value":9}},"_id":"x"}},)"
      R"({"_index":"j","_id":"2","fields":{"_source":[1]}}]},)"
      R"("aggregations":{"hits":{"hits":{"total":{"value":8},"hits":[{"_id":"3","_source":{}}]}}}})";
  const auto answer = ReadSearchAnswer(kBody);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->scroll_id, "abc==");
  EXPECT_FALSE(answer->has_timed_out);
  EXPECT_EQ(answer->failed_shards, 2U);
  EXPECT_EQ(answer->total, 7U);
  ASSERT_EQ(answer->hits.size(), 2U);
  EXPECT_EQ(answer->hits[0].source, R"({"hits":{"total":{"value":9}},"_id":"x"})");
  EXPECT_EQ(answer->hits[0].id, "1");
  EXPECT_EQ(answer->hits[1].index, "j");
  EXPECT_EQ(answer->hits[1].source, "");
  EXPECT_TRUE(answer->aggregations.starts_with(R"({"hits":{"hits")"));
}

TEST(ReadSearchAnswer, TakesTheTotalOfOldServersAndNoOtherText) {
  EXPECT_EQ(ReadSearchAnswer(R"({"hits":{"total":3,"hits":[]}})")->total, 3U);
  EXPECT_TRUE(ReadSearchAnswer(R"({"timed_out":true})")->has_timed_out);
  EXPECT_FALSE(ReadSearchAnswer("<html>").has_value());
  EXPECT_FALSE(ReadSearchAnswer("").has_value());
}

}  // namespace
}  // namespace fun::loader
