#include "core/json/walk.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/core/json/walked.h"

namespace fun::json {
namespace {

TEST(Walker, TellsWhatStandsWhereInOrder) {
  const Walked walked = WalkText(R"( {"a" : [1,"x", {} ,[ ]],"b\n":null, "a":-0.5e+7} )");
  EXPECT_EQ(walked.reason, "");
  EXPECT_EQ(walked.words, R"({ k:a [ n:1 s:x { } [ ] ] k:b\n n:null k:a n:-0.5e+7 })");
}

TEST(Walker, AcceptsOneValueOfAnyKind) {
  const char* const accepted[] = {
      "{}",
      "[]",
      "\"\"",
      "0",
      "-0",
      "true",
      "false",
      "null",
      " \t\r\n{ } ",
      R"([[[]]])",
      R"({"a":{"a":{}}})",
      R"({"a":1,"a":2})",
      R"({"":""})",
      "12345678901234567890123456789012345678901234567890",
      "1e400",
      "-1E-400",
      "0.0",
      R"("\"\\\/\b\f\n\r\t\u00e9")",
      R"("\ud83d\ude00")",
      R"("\ud83d")",
      R"("\ude00x")",
      "\"\x7F\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"",
  };
  for (const char* const text : accepted) EXPECT_EQ(WalkText(text).reason, "") << text;
}

struct Refused {
  std::string text;
  std::string_view reason;
  std::size_t offset;
};

void ExpectRefused(const std::vector<Refused>& table) {
  for (const Refused& row : table) {
    const Walked walked = WalkText(row.text);
    EXPECT_EQ(walked.reason, row.reason) << row.text;
    EXPECT_EQ(walked.offset, row.offset) << row.text;
  }
}

TEST(Walker, RefusesStructureWithReasonAndOffset) {
  ExpectRefused({
      {R"({"a":1,})", "bad-structure", 7},
      {R"([1,])", "bad-structure", 3},
      {R"([,1])", "bad-structure", 1},
      {R"([1,,2])", "bad-structure", 3},
      {R"([1 2])", "bad-structure", 3},
      {R"({"a" 1})", "bad-structure", 5},
      {R"({"a"::1})", "bad-structure", 5},
      {R"({1:2})", "bad-structure", 1},
      {R"({a:2})", "bad-structure", 1},
      {R"({"a":1 "b":2})", "bad-structure", 7},
      {R"({"a":1])", "bad-structure", 6},
      {R"([1})", "bad-structure", 2},
      {R"({"a"})", "bad-structure", 4},
      {R"({"a":})", "bad-structure", 5},
      {R"(["a""b"])", "bad-structure", 4},
      {R"(["a"b])", "bad-structure", 4},
      {"}", "bad-structure", 0},
      {",", "bad-structure", 0},
      {":", "bad-structure", 0},
      {"[1\f]", "bad-structure", 2},  // form feed and 0x1A share a class with , and :
      {"{\"a\"\x1A"
       "1}",
       "bad-structure", 4},
  });
}

TEST(Walker, RefusesScalarsWithReasonAndOffset) {
  ExpectRefused({
      {R"([01])", "bad-number", 1},
      {R"([-])", "bad-number", 1},
      {R"([1.])", "bad-number", 1},
      {R"([1e])", "bad-number", 1},
      {R"([.5])", "bad-structure", 1},
      {R"([+1])", "bad-structure", 1},
      {R"([0x1F])", "bad-number", 1},
      {R"({"a":NaN})", "bad-literal", 5},
      {R"({"a":Infinity})", "bad-literal", 5},
      {R"({"a":-Infinity})", "bad-number", 5},
      {R"({"a":tru})", "bad-literal", 5},
      {R"({"a":True})", "bad-literal", 5},
      {R"({"a":nulll})", "bad-literal", 5},
      {R"({"a":true false})", "bad-structure", 10},
      {R"({"a":'b'})", "bad-structure", 5},
      {R"({"a":1"b"})", "bad-number", 5},
      {"[\xE9]", "invalid-utf8", 0},
  });
}

TEST(Walker, RefusesWhatIsNotFinished) {
  ExpectRefused({
      {"[", "unfinished", 1},
      {"{", "unfinished", 1},
      {R"({"a")", "unfinished", 4},
      {R"({"a":)", "unfinished", 5},
      {R"({"a":1)", "unfinished", 5},  // 1 may have been 12
      {R"({"a":1 )", "unfinished", 7},
      {R"({"a":"b")", "unfinished", 8},
      {R"({"a":1,)", "unfinished", 7},
      {R"([1,)", "unfinished", 3},
      {R"([[1])", "unfinished", 4},
      {R"({"a":"b)", "unfinished", 0},
      {R"({"a":tru)", "unfinished", 5},
  });
}

TEST(Walker, RefusesMoreThanOneValue) {
  ExpectRefused({
      {R"({}{})", "trailing-content", 2},
      {R"({} {})", "trailing-content", 3},
      {R"([]])", "trailing-content", 2},
      {R"({}})", "trailing-content", 2},
      {R"(1 2)", "trailing-content", 2},
      {R"({},)", "trailing-content", 2},
      {std::string("{}\0", 3), "trailing-content", 2},
  });
}

TEST(Walker, RefusesRawControlCharactersAndBadEscapes) {
  ExpectRefused({
      {"{\"a\":\"\t\"}", "control-character", 0},
      {"{\"a\n\":1}", "control-character", 0},
      {std::string("[\"a\0b\"]", 7), "control-character", 0},
      {std::string("[\0]", 3), "control-character", 1},
      {R"(["\x41"])", "bad-escape", 1},
      {R"(["\u12"])", "bad-escape", 1},
      {R"(["\u12G4"])", "bad-escape", 1},
      {R"(["\U0041"])", "bad-escape", 1},
      {R"([\n])", "bad-structure", 1},
  });
}

TEST(Walker, RefusesTextWithoutAValue) {
  EXPECT_EQ(WalkText("").reason, "not-an-object");
  EXPECT_EQ(WalkText(" \t\r\n").reason, "not-an-object");
}

std::string Nested(std::size_t depth, bool is_object) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += is_object ? R"({"a":)" : "[";
  text += "1";
  for (std::size_t i = 0; i < depth; ++i) text += is_object ? '}' : ']';
  return text;
}

TEST(Walker, AllowsNestingUpToTheLimitAndNotOneMore) {
  for (const std::size_t limit : {1U, 2U, 63U, 64U, 65U, 1024U, 5000U}) {
    EXPECT_EQ(WalkText(Nested(limit, true), limit).reason, "") << limit;
    EXPECT_EQ(WalkText(Nested(limit, false), limit).reason, "") << limit;
    const Walked objects = WalkText(Nested(limit + 1, true), limit);
    EXPECT_EQ(objects.reason, "too-deep") << limit;
    EXPECT_EQ(objects.offset, 5 * limit) << limit;
    EXPECT_EQ(WalkText(Nested(limit + 1, false), limit).offset, limit) << limit;
  }
}

// 64 levels stand in the stack's own memory: both kinds of bracket must come
// back in order across that border.
TEST(Walker, RemembersWhichBracketIsOpenAtEveryDepth) {
  std::string open;
  std::string close;
  for (std::size_t depth = 1; depth <= 200; ++depth) {
    const bool is_object = depth * depth % 3 == 1;
    open += is_object ? R"({"a":)" : "[";
    close.insert(close.begin(), is_object ? '}' : ']');
    ASSERT_EQ(WalkText(open + "1" + close).reason, "") << depth;
    std::string wrong = close;
    wrong[depth / 2] = wrong[depth / 2] == '}' ? ']' : '}';
    ASSERT_EQ(WalkText(open + "1" + wrong).reason, "bad-structure") << depth;
  }
}

TEST(Walker, HasToldEverythingWholeBeforeTheFault) {
  EXPECT_EQ(WalkText(R"({"a":[1,{"b":tru}]})").words, "{ k:a [ n:1 { k:b");
  EXPECT_EQ(WalkText(R"({"a":1,"b")").words, "{ k:a n:1");
}

TEST(NameOf, GivesEveryRefusalAnotherName) {
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Refusal::kTooDeep); ++i) {
    const std::string_view name = NameOf(static_cast<Refusal>(i));
    EXPECT_FALSE(name.empty()) << i;
    for (const std::string_view other : names) EXPECT_NE(name, other);
    names.push_back(name);
  }
}

}  // namespace
}  // namespace fun::json
