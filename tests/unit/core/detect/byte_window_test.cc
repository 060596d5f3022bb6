#include "core/detect/byte_window.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace fun::detect {
namespace {

TEST(WindowAt, HasABitForEachByteOfAKind) {
  const ByteWindow window = WindowAt("a1 B_.:=,@([{<-\xC3\xA9\xC2\xA0", 0);
  EXPECT_EQ(window.letters, 0b1001U);
  EXPECT_EQ(window.capitals, 0b1000U);
  EXPECT_EQ(window.digits, 0b10U);
  EXPECT_EQ(window.white, 0b100U);
  EXPECT_EQ(window.words, 0b11011U);
  EXPECT_EQ(window.dots, 1U << 5);
  EXPECT_EQ(window.colons, 1U << 6);
  EXPECT_EQ(window.equals, 1U << 7);
  EXPECT_EQ(window.commas, 1U << 8 | 1U << 18);
  EXPECT_EQ(window.ats, 1U << 9);
  EXPECT_EQ(window.brackets, 0xFU << 10);
  EXPECT_EQ(window.high, 0xFU << 15);
  EXPECT_EQ(window.run, 0b110U | 1U << 5 | 1U << 10 | 1U << 14 | 0xFU << 15);
}

TEST(WindowAt, IsTheSameByEveryWidth) {
  std::mt19937 random(20261127);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(random() % 200, ' ');
    for (char& c : text) c = static_cast<char>(random());
    const std::size_t at = random() % (text.size() + 1);
    const ByteWindow plain = PlainWindowAt(text, at);
    ASSERT_EQ(WindowAt(text, at), plain) << testing::PrintToString(text);
#ifdef __SSE2__
    ASSERT_EQ(Sse2WindowAt(text, at), plain) << testing::PrintToString(text);
#endif
  }
}

}  // namespace
}  // namespace fun::detect
