#include "loader/release/rollover.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::loader {
namespace {

TEST(ReadNameUse, CountsTheIndicesOfAStream) {
  const auto use_of = [](const std::string& indices) {
    return ReadNameUse(
        R"({"indices":[],"aliases":[],"data_streams":[{"name":"x","backing_indices":[)" + indices +
        R"(],"timestamp_field":"@timestamp"}]})");
  };
  EXPECT_EQ(use_of(R"(".ds-x-000001")")->backing_indices, 1);
  EXPECT_EQ(use_of(R"(".ds-x-000001",".ds-x-000002")")->backing_indices, 2);
  EXPECT_FALSE(use_of(R"(".ds-x-000001")")->is_other);
}

TEST(ReadNameUse, SeesAnIndexAndAnAlias) {
  EXPECT_TRUE(
      ReadNameUse(R"({"indices":[{"name":"x"}],"aliases":[],"data_streams":[]})")->is_other);
  EXPECT_TRUE(
      ReadNameUse(R"({"indices":[],"aliases":[{"name":"x","indices":["y"]}],"data_streams":[]})")
          ->is_other);
}

TEST(ReadNameUse, SeesThatNothingIsThere) {
  const auto use = ReadNameUse(R"({"indices":[],"aliases":[],"data_streams":[]})");
  ASSERT_TRUE(use.has_value());
  EXPECT_EQ(use->backing_indices, 0);
  EXPECT_FALSE(use->is_other);
}

TEST(ReadNameUse, TakesNothingElseForAnAnswer) {
  for (const auto other :
       {"", "{}", "[]", R"({"data_streams":1})", R"({"indices":[],"aliases":[]})",
        R"({"data_streams":[{"backing_indices":["a"])"}) {
    EXPECT_FALSE(ReadNameUse(other).has_value()) << other;
  }
}

}  // namespace
}  // namespace fun::loader
