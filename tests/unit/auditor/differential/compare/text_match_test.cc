#include "auditor/differential/compare/text_match.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::auditor {
namespace {

const std::string kHex(64, 'a');

bool Covers(std::string_view raw, std::string_view text) {
  std::vector<Cover> covers;
  FindCovers(text, covers);
  return CoversText(raw, text, covers);
}

bool IsCut(std::string_view raw, std::string_view text) {
  std::vector<Cover> covers;
  FindCovers(text, covers);
  return IsCutFrom(raw, text, covers);
}

TEST(CoversText, TakesATextThatDiffersUnderMarksAlone) {
  EXPECT_TRUE(Covers("write to ada@example.org now", "write to <<EMAIL>> now"));
  EXPECT_TRUE(Covers("ada@example.org", "<<EMAIL>>"));
  EXPECT_TRUE(Covers("thanks ada_l!", "thanks " + kHex + "!"));
  EXPECT_TRUE(Covers("a b c d e", "a <<NAME>> c <<NAME>> e"));
  EXPECT_TRUE(Covers("same", "same"));
}

TEST(CoversText, RefusesWhatStandsOutsideOfMarksAndNotInTheRawText) {
  EXPECT_FALSE(Covers("write to ada@example.org now", "write to <<EMAIL>> later"));
  EXPECT_FALSE(Covers("write to ada@example.org now", "wrote to <<EMAIL>> now"));
  EXPECT_FALSE(Covers("same", "samE"));
  EXPECT_FALSE(Covers("a b c", "a <<NAME>> x <<NAME>> c"));
}

TEST(CoversText, RefusesAMarkInPlaceOfNothing) {
  EXPECT_FALSE(Covers("write to now", "write to <<EMAIL>>now"));
  EXPECT_FALSE(Covers("", "<<EMAIL>>"));
  EXPECT_FALSE(Covers("aba", "ab<<NAME>>ba"));  // the ends must not share a byte
}

TEST(CoversText, SaysWhatASingleMarkCovers) {
  std::vector<Cover> covers;
  const std::string text = "/u/" + kHex + "/x";
  FindCovers(text, covers);
  ASSERT_TRUE(CoversText("/u/ada/x", text, covers));
  ASSERT_EQ(covers.size(), 1U);
  EXPECT_EQ(covers[0].covered, "ada");
  EXPECT_FALSE(covers[0].is_mark);
}

TEST(FindCovers, TellsAPseudonymFromTheEscapeBeforeIt) {
  std::vector<Cover> covers;
  FindCovers("%40" + kHex, covers);
  ASSERT_EQ(covers.size(), 1U);
  EXPECT_EQ(covers[0].place, (Span{3, 67}));
  FindCovers("x\\u0040" + kHex, covers);
  ASSERT_EQ(covers.size(), 1U);
  EXPECT_EQ(covers[0].place.size(), 64U);
}

TEST(FindCovers, TakesNoOtherRunOfHexDigitsAndNoWordsInBrackets) {
  std::vector<Cover> covers;
  for (const std::string& text :
       {std::string(63, 'a'), std::string(66, 'a'), std::string(128, 'a'), std::string(64, 'A'),
        std::string("<<email>>"), std::string("<<>>"), std::string("<<EMAIL>"),
        std::string("<EMAIL>>"), "<<" + std::string(64, 'A') + ">>"}) {
    FindCovers(text, covers);
    EXPECT_TRUE(covers.empty()) << text;
  }
}

TEST(IsCutFrom, LetsWholePartsGoAndNothingElse) {
  EXPECT_TRUE(IsCut("a=1&email=x&b=2", "a=1&b=2"));
  EXPECT_TRUE(IsCut("https://ada:pw@host/u/ada?token=1", "https://host/u/" + kHex));
  EXPECT_TRUE(IsCut("see /login?next=1&email=x there", "see /login?next=1 there"));
  EXPECT_FALSE(IsCut("a=1&email=x&b=2", "a=1&b=3"));
  EXPECT_FALSE(IsCut("a=1&email=x&b=2", "b=2&a=1"));
  EXPECT_FALSE(IsCut("a=1", "a=1&c=2"));
}

TEST(IsMark, IsOneMarkAndNothingElse) {
  EXPECT_TRUE(IsMark("<<PHONE>>"));
  EXPECT_FALSE(IsMark("<<PHONE>> "));
  EXPECT_FALSE(IsMark("<<PHONE>><<PHONE>>"));
  EXPECT_FALSE(IsMark(""));
}

}  // namespace
}  // namespace fun::auditor
