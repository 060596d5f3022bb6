// Form fields, in which `+` is a space, and digits that the word before them makes a number.
#include "auditor/judge/form.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
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
      ASSERT_TRUE(Slice(text, field).contains('+')) << text;
      end = field.end;
    }
  }
}

TEST(Judge, ReadsAPlusInAFormAsASpace) {
  EXPECT_EQ(Judged(R"({"event":"tel=06+12+34+56+78&x=1"})"),
            "phone-fr /event form digits+spaces[8-15]");
  EXPECT_EQ(Judged(R"({"page":"https://x.example/s?q=%28514%29+398-0123"})"),
            "phone-local /page form>percent digits+spaces+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"a":"data=x%3Dada%2Barobase%2Bexample%2Bpoint%2Borg"})"),
            "email-spoken /a percent>form letters+spaces[16-31]");
}

TEST(Judge, FindsOnceWhatAFormShowsTwice) {
  EXPECT_EQ(Judged(R"({"a":"q=x+192.0.2.7"})"), "ipv4 /a - digits+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"a":"q=x+192.0.2.7&r=06+12+34+56+78"})"),
            "ipv4 /a - digits+symbols[8-15]\nphone-fr /a form digits+spaces[8-15]");
}

TEST(Judge, LeavesAPlusElsewhere) {
  for (
      const std::string_view line :
      {R"({"a":"06+12+34+56+78"})", R"({"a":"/x/06+12+34+56+78/y?z=1"})",
       R"({"a":"course_id=course-v1:ENS+20005123+2015&x=block-v1:A+B+C+type@video+block@x"})",
       R"({"a":"id=asset-v1%3AA%2BB%2BC%2Btype%40asset%2Bblock%40plan.de.cours.pdf&n=2"})",
       R"({"a":"q=id%3Dasset-v1%253AA%252BB%252BC%252Btype%2540asset%252Bblock%2540plan.de.cours.pdf"})"}) {
    EXPECT_EQ(Judged(line), "") << line;
  }
}

TEST(Judge, TakesDigitsForANumberBehindAKeyThatSaysSo) {
  EXPECT_EQ(Judged(R"({"tel":"0612345678"})"), "phone-fr /* - digits[8-15]");
  EXPECT_EQ(Judged(R"({"telephones":["x",{"tel":[0,"06.12345678"]}]})"),
            "phone-fr /*/1/*/1 - digits+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"siret":73282932000074})"), "siret /* - digits[8-15]");
  EXPECT_EQ(Judged(R"({"event":"{\"siren\":732829320}"})"), "siren /event>/* json digits[8-15]");
  EXPECT_EQ(Judged(R"({"a":"tel :MDYxMjM0NTY3OA=="})"), "phone-fr /a base64 digits[8-15]");
  EXPECT_EQ(Judged(R"({"id":"0612345678","code":612345678,"call":"x"})"), "");
}

}  // namespace
}  // namespace fun::auditor
