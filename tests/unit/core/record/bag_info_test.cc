#include "core/record/bag_info.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::record {
namespace {

std::string InfoRefusal(std::string_view text) {
  const auto info = ParseBagInfo(text);
  return info ? "ok" : info.error().message;
}

TEST(BagInfoText, IsALabelAndAValueALine) {
  EXPECT_EQ(BagInfoText({{"Payload-Oxum", "12.1"}, {"Fun-Policy", "standard"}}),
            "Payload-Oxum: 12.1\nFun-Policy: standard\n");
}

TEST(ParseBagInfo, ReadsBackWhatWasWritten) {
  const BagInfo info = {{"Source-Organization", "Université: été"}, {"A", ""}, {"A", "b"}};
  const auto read = ParseBagInfo(BagInfoText(info));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, info);
  EXPECT_EQ(ValueOf(*read, "A"), "");
  EXPECT_EQ(ValueOf(*read, "Source-Organization"), "Université: été");
  EXPECT_EQ(ValueOf(*read, "B"), "");
}

TEST(ParseBagInfo, UnfoldsALineThatGoesOn) {
  const auto read = ParseBagInfo("External-Description: one\n   two\nA: b\n");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(ValueOf(*read, "External-Description"), "one two");
  EXPECT_EQ(ValueOf(*read, "A"), "b");
}

TEST(ParseBagInfo, RefusesALabelOfOursThatComesTwice) {
  EXPECT_EQ(InfoRefusal("Fun-Policy: strict\nFun-Policy: seed\n"),
            "bag-info.txt, line 2: it has a label that stands above already");
}

TEST(ParseBagInfo, RefusesLinesThatAreNone) {
  EXPECT_EQ(InfoRefusal("\n"), "bag-info.txt, line 1: it is not \"Label: value\"");
  EXPECT_EQ(InfoRefusal("A: b\nFun-Policy:strict\n"),
            "bag-info.txt, line 2: it is not \"Label: value\"");
  EXPECT_EQ(InfoRefusal("Fun Policy: a\n"), "bag-info.txt, line 1: it is not \"Label: value\"");
  EXPECT_EQ(InfoRefusal(" a\n"), "bag-info.txt, line 1: it is not \"Label: value\"");
  EXPECT_EQ(InfoRefusal("A: b\r\n"),
            "bag-info.txt, line 1: it holds a control character or is not UTF-8");
  EXPECT_EQ(InfoRefusal("A: \xff\n"),
            "bag-info.txt, line 1: it holds a control character or is not UTF-8");
}

}  // namespace
}  // namespace fun::record
