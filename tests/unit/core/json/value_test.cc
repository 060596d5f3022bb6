#include "core/json/value.h"

#include <gtest/gtest.h>

namespace fun::json {
namespace {

// The text of what was read, or "none".
std::string ReadAgain(std::string_view text) {
  const auto value = ReadValue(text);
  return value ? ValueText(*value) : "none";
}

TEST(ReadValue, KeepsOrderNumbersAndNesting) {
  EXPECT_EQ(ReadAgain(R"( {"b": [1e3, -0, {}, []], "a": "x", "n": null, "t": true, "f":false} )"),
            R"({"b":[1e3,-0,{},[]],"a":"x","n":null,"t":true,"f":false})");
}

TEST(ReadValue, DecodesStringsAndKeys) {
  const auto value = ReadValue(R"({"\u0061":"\ud83d\ude00\n"})");
  ASSERT_TRUE(value.has_value());
  ASSERT_NE(value->Find("a"), nullptr);
  EXPECT_EQ(value->Find("a")->text, "\xF0\x9F\x98\x80\n");
  EXPECT_EQ(value->Find("b"), nullptr);
  EXPECT_EQ(value->Find("a")->Find("a"), nullptr);
}

TEST(ReadValue, RefusesAMemberThatComesTwice) {
  EXPECT_EQ(ReadAgain(R"({"a":1,"b":{"a":2}})"), R"({"a":1,"b":{"a":2}})");
  EXPECT_EQ(ReadAgain(R"({"a":1,"\u0061":2})"), "none");
  EXPECT_EQ(ReadAgain(R"([{"a":{"b":1,"b":1}}])"), "none");
}

TEST(ReadValue, RefusesWhatIsNoOneValue) {
  for (const std::string_view text :
       {"", " ", "{", "{}{}", "[1,]", "nul", R"("\ud800")", R"({"\udc00":1})", "\"\xFF\"", "01",
        R"({"a":1)", R"({"a":1}x)", "\"\n\""}) {
    EXPECT_EQ(ReadAgain(text), "none") << text;
  }
}

TEST(ReadValue, RefusesADeepNest) {
  const auto nest = [](std::size_t deep) {
    return std::string(deep, '[') + std::string(deep, ']');
  };
  EXPECT_NE(ReadAgain(nest(kDeepestValue)), "none");
  EXPECT_EQ(ReadAgain(nest(kDeepestValue + 1)), "none");
}

}  // namespace
}  // namespace fun::json
