#include "core/detect/text_mark.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace fun::detect {
namespace {

using Lanes = std::pair<std::uint64_t, std::uint64_t>;

Lanes LanesOf(std::string_view text, std::uint32_t kind = 0) {
  const TextMark mark = MarkOf(text, kind);
  return {mark.first, mark.second};
}

constexpr std::size_t kSizes[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,    9,
                                  15, 16, 17, 23, 24, 31, 32, 33, 4095, kLongestMarked};

TEST(TextMark, IsTheSameForTheSameText) {
  for (const std::size_t size : kSizes) {
    EXPECT_EQ(MarkOf(std::string(size, 'a'), 1), MarkOf(std::string(size, 'a'), 1)) << size;
  }
}

TEST(TextMark, DiffersForEachBitOfTheText) {
  for (const std::size_t size : kSizes) {
    const std::string text(size, 'a');
    std::set<Lanes> marks = {LanesOf(text)};
    const std::size_t bits = std::min<std::size_t>(8 * size, 400);
    for (std::size_t bit = 0; bit < bits; ++bit) {
      // The first and the last bytes of what is long.
      const std::size_t at = bit % 2 == 0 ? bit / 16 : size - 1 - bit / 16;
      std::string other = text;
      other[at] = static_cast<char>(other[at] ^ 1 << bit / 2 % 8);
      marks.insert(LanesOf(other, 0));
    }
    EXPECT_GE(marks.size(), size < 4 ? 4 * size + 1 : 17) << size;
    EXPECT_FALSE(marks.contains(Lanes()));
  }
}

// Zeros would not change a sum.
TEST(TextMark, DiffersForZerosAtEitherEnd) {
  std::set<Lanes> marks;
  std::size_t texts = 0;
  for (std::size_t size = 0; size <= 70; ++size) {
    marks.insert(LanesOf(std::string(size, '\0'), 0));
    marks.insert(LanesOf(std::string(size, '\0') + 'a', 0));
    marks.insert(LanesOf('b' + std::string(size, '\0'), 0));
    texts += 3;
  }
  EXPECT_EQ(marks.size(), texts);
}

TEST(TextMark, DiffersForTheOrderOfWords) {
  const std::string a(16, 'a');
  const std::string b(16, 'b');
  EXPECT_NE(MarkOf(a + b, 0), MarkOf(b + a, 0));
  EXPECT_NE(MarkOf("01234567abcdefgh", 0), MarkOf("abcdefgh01234567", 0));
}

TEST(TextMark, DiffersForTheKind) {
  std::set<Lanes> marks;
  for (std::uint32_t bit = 0; bit < 32; ++bit) {
    marks.insert(LanesOf("browser", std::uint32_t{1} << bit));
  }
  marks.insert(LanesOf("browser", 0));
  EXPECT_EQ(marks.size(), 33U);
}

TEST(TextMark, IsSpreadOverBothLanes) {
  std::set<std::uint64_t> first;
  std::set<std::uint64_t> second;
  for (int i = 0; i < 100'000; ++i) {
    const TextMark mark = MarkOf(std::to_string(i), 0);
    first.insert(mark.first);
    second.insert(mark.second);
  }
  EXPECT_EQ(first.size(), 100'000U);
  EXPECT_EQ(second.size(), 100'000U);
}

// By the schoolbook, in steps of one bit.
TEST(TextMark, FoldsASumToItsUpperHalf) {
  const auto multiply = [](mark::Wide a, std::uint64_t b) {
    mark::Wide product = 0;
    for (int bit = 63; bit >= 0; --bit) product = product * 2 + ((b >> bit & 1) != 0 ? a : 0);
    return product;
  };
  constexpr std::uint64_t kMost = ~std::uint64_t{0};
  constexpr mark::Wide kKeys[] = {mark::Wide{12345} << 64 | kMost, mark::Wide{kMost} << 64 | 77,
                                  mark::Wide{0x123456789ABCDEF} << 64 | 0xFEDCBA987654321};
  for (const auto& [high, low] :
       {std::pair{kMost, kMost}, {kMost, 0}, {0, kMost}, {0, 1}, {1, 0}, {7, 9}}) {
    const mark::Wide sum = mark::Wide{high} << 64 | low;
    const mark::Wide expected = kKeys[0] + multiply(kKeys[1], low) + multiply(kKeys[2], high);
    EXPECT_EQ(mark::Fold(sum, kKeys), static_cast<std::uint64_t>(expected >> 64));
  }
}

}  // namespace
}  // namespace fun::detect
