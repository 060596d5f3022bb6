#include "core/detect/clean_texts.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::detect {
namespace {

TEST(CleanTexts, HoldWhatWasAdded) {
  CleanTexts texts;
  EXPECT_FALSE(texts.Hold("play_video"));
  texts.Add("play_video");
  EXPECT_TRUE(texts.Hold("play_video"));
}

TEST(CleanTexts, HoldNoOtherText) {
  CleanTexts texts;
  // Each length goes another way through the hash; each byte of it counts.
  for (std::size_t size = 1; size <= 70; ++size) {
    const std::string text(size, 'a');
    texts.Add(text);
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
    texts.Add(MarkOf(text, 7));
    EXPECT_TRUE(texts.Hold(MarkOf(text, 7))) << text;
    for (const std::uint32_t kind : {0U, 6U, 8U, 7U << 16}) {
      EXPECT_FALSE(texts.Hold(MarkOf(text, kind))) << text << " as " << kind;
    }
  }
}

TEST(CleanTexts, HoldTextsUpToTheLongest) {
  CleanTexts texts;
  const std::string longest(CleanTexts::kLongest, 'x');
  texts.Add(longest);
  texts.Add(longest + 'x');
  EXPECT_TRUE(texts.Hold(longest));
  EXPECT_FALSE(texts.Hold(longest + 'x'));
}

TEST(CleanTexts, HoldThousandsOfTextsAtOnce) {
  CleanTexts texts;
  constexpr int kTexts = 10'000;
  const auto name = [](int i) { return "https://mooc.example.org/courses/" + std::to_string(i); };
  for (int i = 0; i < kTexts; ++i) texts.Add(name(i));
  int held = 0;
  for (int i = 0; i < kTexts; ++i) held += texts.Hold(name(i)) ? 1 : 0;
  EXPECT_GT(held, kTexts * 99 / 100);
}

// Many more than there is room for: what is asked for stays, others go.
TEST(CleanTexts, KeepWhatIsAskedFor) {
  CleanTexts texts;
  texts.Add("play_video");
  for (int i = 0; i < 500'000; ++i) {
    const std::string text = std::to_string(i);
    texts.Add(text);
    ASSERT_TRUE(texts.Hold(text)) << i;
    ASSERT_TRUE(texts.Hold("play_video")) << i;
  }
  EXPECT_FALSE(texts.Hold("0"));
}

}  // namespace
}  // namespace fun::detect
