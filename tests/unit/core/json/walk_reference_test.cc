// The walker against a second reader of JSON: the same texts are accepted.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/unit/core/json/random_json.h"
#include "tests/unit/core/json/reference_parser.h"
#include "tests/unit/core/json/walked.h"

namespace fun::json {
namespace {

bool IsAccepted(std::string_view text) { return WalkText(text).reason.empty(); }

// The plain index takes any bytes in strings; where stage 1 finds nothing to
// refuse, both must lead to the same verdict.
void ExpectSameVerdictOfBothIndexes(std::string_view text) {
  Structure fast;
  if (fast.Index(text) != Refusal::kNone) return;
  Structure plain;
  plain.IndexAsFarAsPossible(text);
  ASSERT_EQ(WalkTokens(text, fast).reason.empty(), WalkTokens(text, plain).reason.empty()) << text;
}

// All texts of up to `longest` bytes of `alphabet`; returns how many are JSON.
std::size_t EnumerateTexts(std::string_view alphabet, std::size_t longest) {
  std::size_t sound = 0;
  std::string text;
  std::vector<std::size_t> digits;
  for (;;) {
    std::size_t place = 0;
    while (place < digits.size() && ++digits[place] == alphabet.size()) digits[place++] = 0;
    if (place == digits.size()) digits.push_back(0);
    if (digits.size() > longest) return sound;
    text.resize(digits.size());
    for (std::size_t i = 0; i < digits.size(); ++i) text[i] = alphabet[digits[i]];
    const bool is_json = ReferenceParser(text).IsJson();
    sound += is_json ? 1 : 0;
    EXPECT_EQ(IsAccepted(text), is_json) << text;
    ExpectSameVerdictOfBothIndexes(text);
  }
}

TEST(Walker, AcceptsExactlyJsonAmongAllTextsOfSixBytesOfPunctuation) {
  EXPECT_GT(EnumerateTexts("{}[]\":,1 ", 6), 1000U);
}

TEST(Walker, AcceptsExactlyJsonAmongAllTextsOfSixBytesOfNumbers) {
  EXPECT_GT(EnumerateTexts("[]01-.eE+", 6), 1000U);
}

TEST(Walker, AcceptsExactlyJsonAmongAllTextsOfSixBytesOfStrings) {
  EXPECT_GT(EnumerateTexts("\"\\u0n\x1F\xC3\xA9", 6), 100U);
}

TEST(Walker, AcceptsEverySoundTextAndEveryMutantThatIsJsonAndNoOther) {
  std::mt19937 random(8259);  // fixed: a failure must repeat
  RandomJson generator(random);
  std::size_t sound = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = generator.Value(4);
    ASSERT_TRUE(IsAccepted(text)) << text;
    for (int mutation = 0; mutation < 4 && !text.empty(); ++mutation) {
      const std::size_t at = random() % text.size();
      if (random() % 3 == 0) {
        text.erase(at, 1 + random() % 3);
      } else if (random() % 2 == 0) {
        text.insert(at, 1, "{}[]\":,\\ 10e-\xE9"[random() % 15]);
      } else {
        text[at] = static_cast<char>(random() & 255);
      }
      const bool is_json = ReferenceParser(text).IsJson();
      sound += is_json ? 1 : 0;
      ASSERT_EQ(IsAccepted(text), is_json) << round << ": " << text;
      ExpectSameVerdictOfBothIndexes(text);
    }
  }
  EXPECT_GT(sound, 20'000U);
}

TEST(Walker, RefusesEveryProperPrefixOfAnObject) {
  std::mt19937 random(8259);
  RandomJson generator(random);
  for (int round = 0; round < 500; ++round) {
    const std::string text = generator.Object(3);
    const std::size_t last = text.rfind('}');
    for (std::size_t size = 0; size <= last; ++size) {
      ASSERT_FALSE(IsAccepted(text.substr(0, size))) << text.substr(0, size);
    }
  }
}

}  // namespace
}  // namespace fun::json
