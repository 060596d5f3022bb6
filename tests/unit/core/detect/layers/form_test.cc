#include "core/detect/layers/form.h"

#include <gtest/gtest.h>

#include <random>

namespace fun::detect {
namespace {

std::string FieldsOf(std::string_view text) {
  std::string words;
  std::vector<Span> fields;
  FindSpacedFields(text, fields);
  for (const Span field : fields) words.append("[").append(Slice(text, field)).append("]");
  return words;
}

TEST(SpacedFields, AreValuesOfFormsAndQueriesThatHoldAPlus) {
  EXPECT_EQ(FieldsOf("a=x+y&b=1;c=2+3"), "[x+y][2+3]");
  EXPECT_EQ(FieldsOf("/search?q=06+12&n=2#a+b"), "[06+12]");
  EXPECT_EQ(FieldsOf("see https://x.example/?q=a+b=c now, and ftp://h/?r=d+e"), "[a+b=c][d+e]");
  EXPECT_EQ(FieldsOf("a=b=c+d=e+f"), "[c+d=e+f]");
  EXPECT_EQ(FieldsOf("he sent x=1&y=a+b twice"), "[a+b]");
  EXPECT_EQ(FieldsOf(R"({"a": "x=c+d", "b": "[\"y=e+f\"]"})"), "[c+d][e+f]");
}

TEST(SpacedFields, HoldEscapesOfTheirStrings) {
  EXPECT_EQ(FieldsOf(R"({"a":"x=%\u200d3A+b%0Ac","b":"[\"y=e+\\f\"]"})"),
            R"([%\u200d3A+b%0Ac][e+\\f])");
}

TEST(SpacedFields, AreValuesWhoseFieldWouldBeReadAsAQuotedSign) {
  EXPECT_EQ(FieldsOf("https://x.example/?lang=fr&q=450=2D555=2D0166&n=2"), "[450=2D555=2D0166]");
  EXPECT_EQ(FieldsOf("q=450-555=2d01"), "");
  EXPECT_EQ(FieldsOf("https://x.example/?q=450&n=20&m=30"), "");
}

TEST(SpacedFields, AreNoneInPathsSumsAndSentences) {
  for (const std::string_view text :
       {"", "=", "+", "a+b", "course-v1:ENS+20005123+2015", "x = 1+2", "/a+b/c?d=e", "a=b c=1+2",
        "see https://x.example/a+b?c=1 and a=1+2", "x+1=2", "a&b+c"}) {
    EXPECT_EQ(FieldsOf(text), "") << text;
  }
}

TEST(SpacedFields, LieInOrderAndHoldAPlusInAnyText) {
  std::mt19937 random(20150328);
  constexpr std::string_view kBytes = "=&+;?#:/ a<\"\\";
  for (int round = 0; round < 20'000; ++round) {
    std::string text(random() % 24, ' ');
    for (char& c : text) c = kBytes[random() % kBytes.size()];
    std::vector<Span> fields;
    FindSpacedFields(text, fields);
    std::size_t end = 0;
    for (const Span field : fields) {
      ASSERT_TRUE(end < field.begin && field.begin < field.end && field.end <= text.size()) << text;
      ASSERT_EQ(text[field.begin - 1], '=') << text;
      ASSERT_TRUE(Slice(text, field).contains('+') || Slice(text, field).contains('=')) << text;
      end = field.end;
    }
  }
}

}  // namespace
}  // namespace fun::detect
