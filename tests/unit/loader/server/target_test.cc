#include "loader/server/target.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::loader {
namespace {

constexpr event::EpochDay kDay = 16'468;  // 2015-02-02

TEST(Target, IsAnIndexForEachDay) {
  const Target target = {.index_prefix = "p-"};
  EXPECT_EQ(target.IndexOf(kDay), "p-2015.02.02");
  EXPECT_EQ(target.Everything(), "p-*");
  EXPECT_EQ(target.TemplateName(), "p");
  EXPECT_EQ(Target{.index_prefix = "x"}.TemplateName(), "x");
}

TEST(Target, IsOneStreamForAllDaysWithATemplateOfItsOwn) {
  const Target target = {.stream = "p"};
  EXPECT_EQ(target.IndexOf(kDay), "p");
  EXPECT_EQ(target.IndexOf(kDay + 1), "p");
  EXPECT_EQ(target.Everything(), "p");
  EXPECT_EQ(target.TemplateName(), "p-data-stream");
}

TEST(IsIndexPrefix, TakesWhatTheServerTakes) {
  for (const auto good : {"logstash-trackinglogs-", "a", "0_x.y-"})
    EXPECT_TRUE(IsIndexPrefix(good));
  for (const std::string bad : {"", "-a", "_a", ".a", "A", "a*", "a/b", "é", "a b", "a,b", "a?"}) {
    EXPECT_FALSE(IsIndexPrefix(bad)) << bad;
  }
  EXPECT_FALSE(IsIndexPrefix(std::string(201, 'a')));
}

TEST(CheckTarget, RefusesWhatNamesNothingOrMakesNoSense) {
  EXPECT_TRUE(CheckTarget({}).has_value());
  EXPECT_TRUE(CheckTarget({.stream = "s", .allow_duplicates = true}).has_value());
  for (const Target& bad : {Target{.index_prefix = "*"}, Target{.stream = "a*"},
                            Target{.stream = ".ds-a"}, Target{.allow_duplicates = true}}) {
    const auto checked = CheckTarget(bad);
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().code, ExitCode::kUsage);
  }
}

}  // namespace
}  // namespace fun::loader
