#include "core/detect/small_numbers.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::detect {
namespace {

TEST(SmallNumbers, HaveFewDigits) {
  for (const char* const number : {"0", "7", "12", "1030", "0.5", "93.562383", "9999.999999"}) {
    EXPECT_TRUE(IsSmallNumber(number)) << number;
  }
  for (const char* const number : {"", "10300", "1.2345678", "00", "01", "-1", "1e5", "1.", ".5",
                                   "1.5.", "1 ", "true", "12a"}) {
    EXPECT_FALSE(IsSmallNumber(number)) << number;
  }
}

TEST(SmallNumbers, ArePlacesWithoutADotBelowAThousand) {
  for (const char* const number : {"0", "42", "999"}) EXPECT_TRUE(IsSmallPlace(number)) << number;
  for (const char* const number : {"1000", "1.5", "", "01"}) {
    EXPECT_FALSE(IsSmallPlace(number)) << number;
  }
}

TEST(SmallNumbers, AreMaskedWhereTheyAreMembers) {
  SmallNumbers numbers;
  struct Case {
    const char* text;
    const char* masked;
    std::size_t count;
  };
  for (const Case& one : {
           Case{R"({"a":12,"b":93.56})", R"({"a":0,"b":0.0})", 2},
           Case{R"({\"a\":12,\"b\":1030})", R"({\"a\":0,\"b\":0.0})", 2},
           Case{R"({"a":0})", R"({"a":0})", 1},
           Case{R"({"a":{"b":1},"c":"1"})", R"({"a":{"b":0},"c":"1"})", 1},
           Case{R"({"a":0612345678,"b":12345,"c":-1,"d":1e5,"e": 1,"f":[1,2],"g":1])", nullptr, 0},
           Case{R"({"a":12)", nullptr, 0},
           Case{R"("a":)", nullptr, 0},
           Case{R"(:12,)", nullptr, 0},
           Case{"", nullptr, 0},
       }) {
    const SmallNumbers::Masked masked = numbers.Mask(one.text);
    EXPECT_EQ(masked.text, one.masked == nullptr ? one.text : one.masked);
    EXPECT_EQ(masked.numbers, one.count) << one.text;
  }
}

TEST(SmallNumbers, AreLeftInATextThatIsTooLong) {
  SmallNumbers numbers;
  std::string text = R"({"a":12,"b":")";
  text.append(SmallNumbers::kLongest - text.size() - 2, 'x').append("\"}");
  EXPECT_EQ(numbers.Mask(text).numbers, 1U);
  text.insert(text.size() - 2, "x");
  EXPECT_EQ(numbers.Mask(text).numbers, 0U);
  EXPECT_EQ(numbers.Mask(text).text, text);
}

TEST(SmallNumbers, MatterBesideWordsThatMakeThemSomebodys) {
  for (const char* const text :
       {R"({"siren":0.0})", R"({"a":"RCS Paris","b":0.0})", R"({"password":0})", R"({"sir%65n":0})",
        R"({"a":"\\"})", R"({"fig":0,"s":"12 Elm St"})", R"({"a":0,"b":"12 rue de la Paix"})"}) {
    EXPECT_TRUE(MaySmallNumbersMatter(text)) << text;
  }
  for (const char* const text :
       {R"({"id":"i4x-Org-Course-video-0123456789abcdef","currentTime":0.0,"duration":0.0})",
        R"({"old":0,"new":0,"id":"i4x://Org/Course/sequential/0123456789abcdef"})"}) {
    EXPECT_FALSE(MaySmallNumbersMatter(text)) << text;
  }
}

TEST(SmallNumbers, MatterBehindKeysThatNameThem) {
  for (const char* const key :
       {"my pwd is", "mot de passe est", "mdp\f:", "Authorization: Basic", "siren"}) {
    EXPECT_TRUE(MaySmallNumberMatter(key)) << key;
  }
  for (const char* const key : {"", "currentTime", "old", "tel"}) {
    EXPECT_FALSE(MaySmallNumberMatter(key)) << key;
  }
}

}  // namespace
}  // namespace fun::detect
