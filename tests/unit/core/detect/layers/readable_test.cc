#include "core/detect/layers/readable.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace fun::detect {
namespace {

struct ReadableRow {
  std::string_view bytes;
  std::size_t end;
  std::size_t characters;
  std::size_t common;
};

TEST(ReadStretch, EndsWhereNoTextGoesOn) {
  const ReadableRow table[] = {
      {"ada@example.org", 15, 15, 15},
      {"Renée Lefèvre\x01", 15, 13, 13},
      {"{\"u\":\"ada\"}", 11, 11, 3},
      {"ada\xFFlovelace", 3, 3, 3},
      {"Борис Иванов", 23, 12, 12},
      {"ab\u0411\u0411", 2, 2, 2},            // Latin meets Cyrillic
      {"\u0411\u0411\u05D0\u05D0", 4, 2, 2},  // Cyrillic meets Hebrew
      {"田中さん", 12, 4, 4},
      {"a\u0080b", 1, 1, 1},  // a control character
      {"", 0, 0, 0},
  };
  for (const ReadableRow& row : table) {
    const Stretch stretch = ReadStretch(row.bytes, 0);
    EXPECT_EQ(stretch.end, row.end) << row.bytes;
    EXPECT_EQ(stretch.characters, row.characters) << row.bytes;
    EXPECT_EQ(stretch.common, row.common) << row.bytes;
  }
}

using Stretches = std::vector<std::pair<std::size_t, std::size_t>>;

// The begins and ends of six characters and more, read from each byte behind the last that might
// begin one, or from where FindStretch says.
Stretches StretchesIn(std::string_view bytes, bool finds) {
  Stretches long_ones;
  for (std::size_t at = 0; at < bytes.size();) {
    if (finds) at = FindStretch(bytes, at);
    const Stretch stretch = ReadStretch(bytes, at);
    if (stretch.characters >= 6) long_ones.emplace_back(at, stretch.end);
    at = std::max(stretch.end, at + 1);
  }
  return long_ones;
}

TEST(FindStretch, PassesOverNoSixCharacters) {
  std::mt19937 random(20240618);
  constexpr std::string_view kPieces[] = {"a",    "9",    "é",    "Б",        "田",   "😀", "\n",
                                          "\x01", "\xC3", "\xA9", "\xF0\x9F", "\x7F", "\v"};
  int held = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string bytes;
    const std::size_t kinds = 1 + random() % std::size(kPieces);
    for (std::size_t i = random() % 60; i-- > 0;) bytes += kPieces[random() % kinds];
    std::string noise(random() % 150, '\0');
    for (char& c : noise) c = static_cast<char>(random() % 32);
    bytes = noise + bytes;
    const Stretches expected = StretchesIn(bytes, false);
    held += expected.empty() ? 0 : 1;
    ASSERT_EQ(StretchesIn(bytes, true), expected) << round;
  }
  EXPECT_GT(held, 10'000);
  EXPECT_EQ(FindStretch(std::string(300, '\x01') + "abcde\x02", 0), 306U);
}

}  // namespace
}  // namespace fun::detect
