#include "core/json/scalar.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::json {
namespace {

// RFC 8259, section 6: number = [ minus ] int [ frac ] [ exp ].
TEST(CheckScalar, AcceptsTheNumbersOfRfc8259) {
  const char* const minus[] = {"", "-"};
  const char* const integer[] = {"0", "1", "9", "10", "1234567890123456789012345"};
  const char* const fraction[] = {"", ".0", ".5", ".0000000001"};
  const char* const exponent[] = {"", "e0", "E1", "e+400", "E-400", "e00"};
  for (const char* const m : minus) {
    for (const char* const i : integer) {
      for (const char* const f : fraction) {
        for (const char* const e : exponent) {
          const std::string number = std::string(m) + i + f + e;
          EXPECT_EQ(CheckScalar(number), Refusal::kNone) << number;
        }
      }
    }
  }
}

TEST(CheckScalar, RefusesNumbersThatTheRfcDoesNotKnow) {
  const char* const refused[] = {"-",    "--1",   "00",  "01",  "-01",       "1.",    "-.5",
                                 "1.e1", "1e",    "1e+", "1E-", "1ee1",      "1.2.3", "1-2",
                                 "0x10", "1_000", "1,0", "1f",  "-Infinity", "1e1.5", "1\x80"};
  for (const char* const text : refused) {
    EXPECT_EQ(CheckScalar(text), Refusal::kBadNumber) << text;
  }
  EXPECT_EQ(CheckScalar(".5"), Refusal::kBadStructure);
  EXPECT_EQ(CheckScalar("+1"), Refusal::kBadStructure);
}

TEST(CheckScalar, KnowsThreeLiteralsAndNoOthers) {
  for (const char* const text : {"true", "false", "null"}) {
    EXPECT_EQ(CheckScalar(text), Refusal::kNone) << text;
  }
  for (const char* const text : {"True", "NULL", "nul", "nulll", "NaN", "Infinity", "undefined"}) {
    EXPECT_EQ(CheckScalar(text), Refusal::kBadLiteral) << text;
  }
  EXPECT_EQ(CheckScalar(std::string_view("\0", 1)), Refusal::kControlCharacter);
  EXPECT_EQ(CheckScalar("\\n"), Refusal::kBadStructure);
  EXPECT_EQ(CheckScalar("\xC3\xA9"), Refusal::kBadStructure);
}

TEST(LooksLikeJson, LooksAtTheFirstByteBehindWhiteSpace) {
  for (const char* const text : {"{", "[", "\"", " \t\r\n{", "{no json"}) {
    EXPECT_TRUE(LooksLikeJson(text)) << text;
  }
  for (const char* const text : {"", " ", "a{", "1", "null", "\xC2\xA0{", "\f{"}) {
    EXPECT_FALSE(LooksLikeJson(text)) << text;
  }
}

}  // namespace
}  // namespace fun::json
