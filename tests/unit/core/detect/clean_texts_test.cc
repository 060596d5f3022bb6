#include "core/detect/clean_texts.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::detect {
namespace {

void AddTwice(CleanTexts& texts, std::string_view text) {
  texts.Add(text);
  texts.Add(text);
}

TEST(CleanTexts, HoldWhatComesTwice) {
  CleanTexts texts;
  EXPECT_FALSE(texts.Hold("play_video"));
  texts.Add("play_video");
  EXPECT_FALSE(texts.Hold("play_video"));
  texts.Add("play_video");
  EXPECT_TRUE(texts.Hold("play_video"));
}

TEST(CleanTexts, HoldNoOtherText) {
  CleanTexts texts;
  // Each length goes another way through the hash; each byte of it counts.
  for (std::size_t size = 1; size <= 70; ++size) {
    const std::string text(size, 'a');
    AddTwice(texts, text);
    EXPECT_TRUE(texts.Hold(text)) << size;
    EXPECT_FALSE(texts.Hold(text + 'a')) << size;
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = 'b';
      EXPECT_FALSE(texts.Hold(other)) << size << " at " << at;
    }
  }
  EXPECT_FALSE(texts.Hold(""));
}

TEST(CleanTexts, HoldATextAsOneOfItsKindOnly) {
  CleanTexts texts;
  for (const std::string_view text : {"", "on", "seven", "eight888", "more than sixteen bytes"}) {
    texts.Add(text, 7);
    texts.Add(text, 7);
    EXPECT_TRUE(texts.Hold(text, 7)) << text;
    for (const std::uint32_t kind : {0U, 6U, 8U, 7U << 16}) {
      EXPECT_FALSE(texts.Hold(text, kind)) << text << " as " << kind;
    }
  }
}

TEST(CleanTexts, HoldTextsUpToTheLongest) {
  CleanTexts texts;
  const std::string longest(CleanTexts::kLongest, 'x');
  AddTwice(texts, longest);
  AddTwice(texts, longest + 'x');
  EXPECT_TRUE(texts.Hold(longest));
  EXPECT_FALSE(texts.Hold(longest + 'x'));
}

TEST(CleanTexts, HoldThousandsOfTextsAtOnce) {
  CleanTexts texts;
  constexpr int kTexts = 4000;
  const auto name = [](int i) { return "https://mooc.example.org/courses/" + std::to_string(i); };
  // A text that comes once pushes nothing out.
  for (int i = 0; i < kTexts; ++i) AddTwice(texts, name(i));
  for (int i = 0; i < 20 * kTexts; ++i) texts.Add("once" + std::to_string(i));
  int held = 0;
  for (int i = 0; i < kTexts; ++i) held += texts.Hold(name(i)) ? 1 : 0;
  EXPECT_GT(held, kTexts * 99 / 100);
}

TEST(CleanTexts, ForgetWhenFullAndGoOn) {
  CleanTexts texts;
  const std::string tail(400, 'z');
  for (int i = 0; i < 10'000; ++i) {  // 4 MB
    const std::string text = std::to_string(i) + tail;
    AddTwice(texts, text);
    ASSERT_TRUE(texts.Hold(text)) << i;
  }
  EXPECT_FALSE(texts.Hold("0" + tail));
}

}  // namespace
}  // namespace fun::detect
