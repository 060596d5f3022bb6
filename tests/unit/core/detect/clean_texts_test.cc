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
  texts.Add(longest);
  texts.Add(longest + 'x');
  EXPECT_TRUE(texts.Hold(longest));
  EXPECT_FALSE(texts.Hold(longest + 'x'));
}

TEST(CleanTexts, HoldThousandsOfTextsAtOnce) {
  CleanTexts texts;
  constexpr int kTexts = 8000;
  const auto name = [](int i) { return "https://mooc.example.org/courses/" + std::to_string(i); };
  for (int i = 0; i < kTexts; ++i) texts.Add(name(i));
  int held = 0;
  for (int i = 0; i < kTexts; ++i) held += texts.Hold(name(i)) ? 1 : 0;
  EXPECT_GT(held, kTexts * 99 / 100);
}

// The ring comes round many times: what is asked for stays, the others go.
TEST(CleanTexts, KeepWhatIsAskedFor) {
  CleanTexts texts;
  const std::string tail(400, 'z');
  texts.Add("play_video");
  for (int i = 0; i < 50'000; ++i) {  // 20 MB
    const std::string text = std::to_string(i) + tail;
    texts.Add(text);
    ASSERT_TRUE(texts.Hold(text)) << i;
    ASSERT_TRUE(i % 100 != 0 || texts.Hold("play_video")) << i;
  }
  EXPECT_FALSE(texts.Hold("0" + tail));
}

// Where a text lay lies another now, which begins with all that was there.
TEST(CleanTexts, TakeNoPartOfATextForAnother) {
  CleanTexts texts;
  const std::string text = "ada@example.org";
  texts.Add(text);
  std::string other(4, '\0');  // the kind
  other.push_back(static_cast<char>(text.size()));
  other.append(3, '\0').append(text).resize(CleanTexts::kLongest, ' ');
  for (int i = 0; i < 4'100; ++i) {  // a little more than the ring holds
    other.replace(other.size() - 4, 4, std::to_string(1'000 + i));
    texts.Add(other);
  }
  EXPECT_FALSE(texts.Hold(text));
}

}  // namespace
}  // namespace fun::detect
