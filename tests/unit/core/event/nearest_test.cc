#include "core/event/nearest.h"

#include <gtest/gtest.h>

namespace fun::event {
namespace {

constexpr std::string_view kWords[] = {"keep", "scan", "drop", "pseudonym", "truncate-ip"};

TEST(NearestWord, IsNoneWhenNothingIsNear) {
  for (const char* const word : {"", "x", "obliterate", "keepkeepkeep", "\xff\xff\xff"}) {
    EXPECT_FALSE(NearestWord(word, kWords).has_value()) << word;
  }
  EXPECT_FALSE(NearestWord(std::string_view(std::string(1000, 'k')), kWords).has_value());
  EXPECT_FALSE(NearestWord("keep", {}).has_value());
}

TEST(NearestWord, IsWhatWasMeant) {
  EXPECT_EQ(NearestWord("dorp", kWords), "drop");
  EXPECT_EQ(NearestWord("Keep", kWords), "keep");
  EXPECT_EQ(NearestWord("kep", kWords), "keep");
  EXPECT_EQ(NearestWord("pseudonymise", kWords), "pseudonym");
  EXPECT_EQ(NearestWord("truncate_ip", kWords), "truncate-ip");
}

TEST(EditDistance, CountsEachKindOfSlipOnce) {
  EXPECT_EQ(EditDistance("", ""), 0U);
  EXPECT_EQ(EditDistance("drop", "drop"), 0U);
  EXPECT_EQ(EditDistance("dorp", "drop"), 1U);
  EXPECT_EQ(EditDistance("dro", "drop"), 1U);
  EXPECT_EQ(EditDistance("ddrop", "drop"), 1U);
  EXPECT_EQ(EditDistance("drip", "drop"), 1U);
  EXPECT_EQ(EditDistance("", "drop"), 4U);
}

}  // namespace
}  // namespace fun::event
