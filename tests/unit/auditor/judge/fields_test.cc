// Form fields, in which `+` is a space, and digits that the word before them makes a number.
#include <gtest/gtest.h>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

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
