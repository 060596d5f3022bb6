// The fast cut of a text into words against the plain one.
#include "core/detect/known/words.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/detect/known/runs.h"

namespace fun::detect {
namespace {

std::string RandomText(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {"a", "B",  "z9", "_",      " ",        "\"",  "é",
                                          "É", "王", "’",  "\u0301", "\xC2\xA0", "\xFF"};
  std::string text;
  const std::size_t pieces = random() % 200;
  for (std::size_t i = 0; i < pieces; ++i) {
    text += random() % 4 == 0 ? kPieces[random() % std::size(kPieces)] : kPieces[random() % 3];
  }
  return text;
}

bool MayBeOfWord(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

TEST(ForEachRun, FindsTheRunsThatALoopOverBytesFinds) {
  std::mt19937 random(20240607);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = RandomText(random);
    std::vector<std::pair<Span, bool>> runs;
    ForEachRun(text, [&runs](Span run, bool is_ascii) { runs.emplace_back(run, is_ascii); });
    std::size_t at = 0;
    for (const auto& [run, is_ascii] : runs) {
      while (at < run.begin) ASSERT_FALSE(MayBeOfWord(text[at++]));
      ASSERT_LT(run.begin, run.end);
      bool has_high = false;
      for (; at < run.end; ++at) {
        ASSERT_TRUE(MayBeOfWord(text[at]));
        has_high = has_high || static_cast<unsigned char>(text[at]) >= 0x80;
      }
      ASSERT_EQ(is_ascii, !has_high);
      ASSERT_TRUE(at == text.size() || !MayBeOfWord(text[at]));
    }
    while (at < text.size()) ASSERT_FALSE(MayBeOfWord(text[at++]));
  }
}

TEST(HashOfAsciiWord, IsTheHashOfTheFoldedWordWhereverItStands) {
  std::mt19937 random(20240607);
  for (int round = 0; round < 20'000; ++round) {
    std::string word;
    for (std::size_t size = 1 + random() % 20; word.size() < size;) {
      word += "abcXYZ059"[random() % 9];
    }
    const std::string before(random() % 12, '.');
    const std::string text = before + word + std::string(random() % 12, '.');
    WordReader words(text, 0);
    ASSERT_TRUE(words.Next());
    ASSERT_EQ(words.span(), (Span{before.size(), before.size() + word.size()}));
    ASSERT_EQ(HashOfAsciiWord(Slice(text, words.span())), HashOfWord(words.folded())) << word;
  }
}

std::string Words(std::string_view text) {
  WordReader words(text, 0);
  std::string all;
  while (words.Next()) all.append(all.empty() ? "" : " ").append(words.folded());
  return all;
}

TEST(WordReader, FoldsAndCuts) {
  EXPECT_EQ(Words("Hélène D'Arc-en-Ciel_2, ŒUVRE!"), "helene d arc en ciel 2 oeuvre");
  EXPECT_EQ(Words("a\u0301b\u200Bc \u0301 d\u00A0e\u2019f"), "abc d e f");
  EXPECT_EQ(Words("\uFF21\uFF11\uFF20\uFF42"), "a1 b");
  EXPECT_EQ(Words("王小 ab"), "王 小 ab");
  EXPECT_EQ(Words("x\xC3 \xFFy\xED\xA0\x80z"), "x y z");
  EXPECT_EQ(Words("ǅ Ǽ Þór Ĳ"), "dz ae thor ij");
  EXPECT_EQ(Words(""), "");
}

TEST(WordReader, TakesAnEndlessWordForNobodys) {
  const std::string text = std::string(kLongestWord, 'a') + " " + std::string(1000, 'b') + " é" +
                           std::string(1000, 'c') + " d";
  EXPECT_EQ(Words(text), std::string(kLongestWord, 'a') + "   d");
}

TEST(WordReader, StopsBehindALongGap) {
  WordReader words("ab   cd    ef", 2);
  EXPECT_TRUE(words.Next(3));
  EXPECT_FALSE(words.Next(3));
}

}  // namespace
}  // namespace fun::detect
