#include "core/json/structure.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/unit/core/json/random_json.h"

namespace fun::json {
namespace {

using Offsets = std::vector<std::uint32_t>;

Offsets TokensOf(Structure& structure) {
  return {structure.tokens().begin(), structure.tokens().end()};
}

TEST(Structure, ListsWhereEveryTokenBegins) {
  Structure structure;
  ASSERT_EQ(structure.Index(R"({"a" : [ -1, "x"],)"
                            "\n"
                            R"( "b":true})"),
            Refusal::kNone);
  EXPECT_EQ(TokensOf(structure), (Offsets{0, 1, 5, 7, 9, 11, 13, 16, 17, 20, 23, 24, 28}));
}

TEST(Structure, IndexAgreesWithThePlainIndexOnSoundTexts) {
  std::mt19937 random(20240607);  // fixed: a failure must repeat
  RandomJson generator(random);
  Structure fast;
  Structure plain;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = generator.Value(5);
    ASSERT_EQ(fast.Index(text), Refusal::kNone) << text;
    plain.IndexAsFarAsPossible(text);
    ASSERT_EQ(TokensOf(fast), TokensOf(plain)) << text;
  }
}

// Blocks of 64 bytes: every token at every place of a block.
TEST(Structure, IndexAgreesWithThePlainIndexAtEveryOffsetOfABlock) {
  const std::string text = R"({"a\\":"\"b\"", "c":[1,"\\\\",true]} )";
  Structure fast;
  Structure plain;
  for (std::size_t spaces = 0; spaces < 200; ++spaces) {
    const std::string shifted = std::string(spaces, ' ') + text;
    ASSERT_EQ(fast.Index(shifted), Refusal::kNone);
    plain.IndexAsFarAsPossible(shifted);
    ASSERT_EQ(TokensOf(fast), TokensOf(plain)) << spaces;
  }
}

// Of any text, sound or not.
TEST(Structure, IndexIsWhatItIsByteByByte) {
  constexpr std::string_view kPieces[] = {"\"", "\\",   "\\\"", "{",    "}",    "[",  "]",
                                          ":",  ",",    "a",    "1",    " ",    "\n", "\t",
                                          "é",  "\x01", "\x0C", "\x1A", "\xC3", "ab"};
  std::mt19937 random(20261125);  // fixed: a failure must repeat
  Structure fast;
  Structure plain;
  int sound = 0;
  for (int round = 0; round < 300'000; ++round) {
    std::string text(random() % 64, ' ');
    for (std::size_t i = 0, n = 1 + random() % 20; i < n; ++i) {
      text += kPieces[random() % std::size(kPieces)];
    }
    const Refusal refusal = fast.Index(text);
    ASSERT_EQ(refusal, plain.IndexByteByByte(text)) << testing::PrintToString(text);
    ASSERT_EQ(TokensOf(fast), TokensOf(plain)) << testing::PrintToString(text);
    sound += refusal == Refusal::kNone ? 1 : 0;
  }
  EXPECT_GT(sound, 10'000);
}

TEST(Structure, TakesLongerAndShorterTextsInAnyOrder) {
  std::mt19937 random(7);
  Structure reused;
  for (int round = 0; round < 300; ++round) {
    std::string text = "[";
    for (std::size_t i = 0, n = random() % 30'000; i < n; ++i) text += "1,";
    text += "1]";
    ASSERT_EQ(reused.Index(text), Refusal::kNone) << round;
    ASSERT_EQ(reused.tokens().size(), text.size()) << round;
    ASSERT_EQ(reused.tokens().back(), text.size() - 1) << round;
  }
}

TEST(Structure, RefusesWhatAnOpenStringOrABrokenByteHides) {
  Structure structure;
  EXPECT_EQ(structure.Index(""), Refusal::kNotAnObject);
  EXPECT_EQ(structure.Index(" \n"), Refusal::kNotAnObject);
  EXPECT_EQ(structure.Index(R"({"a)"), Refusal::kUnfinished);
  EXPECT_EQ(structure.Index("{\"a\n\":1}"), Refusal::kControlCharacter);
  EXPECT_EQ(structure.Index("{\"\xC3\"}"), Refusal::kInvalidUtf8);
  EXPECT_EQ(structure.Index("{\"\xED\xA0\x80\":1}"), Refusal::kInvalidUtf8);
  EXPECT_EQ(structure.Index("{}"), Refusal::kNone);  // and goes on with the next text
}

TEST(Structure, PlainIndexStopsBeforeAStringThatNeverCloses) {
  Structure structure;
  structure.IndexAsFarAsPossible(R"({"a":"b","c)");
  EXPECT_EQ(TokensOf(structure), (Offsets{0, 1, 4, 5, 8}));
  structure.IndexAsFarAsPossible(R"({"a":"b\")");
  EXPECT_EQ(TokensOf(structure), (Offsets{0, 1, 4}));
  structure.IndexAsFarAsPossible("{\"a\\");
  EXPECT_EQ(TokensOf(structure), (Offsets{0}));
}

TEST(Structure, PlainIndexTakesAnyBytesInStrings) {
  Structure structure;
  structure.IndexAsFarAsPossible("[\"\n\xFF\xED\xA0\x80\",1]");
  EXPECT_EQ(TokensOf(structure), (Offsets{0, 1, 8, 9, 10}));
}

TEST(IsUtf8, RefusesSurrogatesOverlongFormsAndCutCharacters) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
  EXPECT_FALSE(IsUtf8("\xED\xA0\x80"));
  EXPECT_FALSE(IsUtf8("\xC0\x80"));
  EXPECT_FALSE(IsUtf8("\xE2\x82"));
  EXPECT_FALSE(IsUtf8("\xF4\x90\x80\x80"));
}

}  // namespace
}  // namespace fun::json
