#include "core/base/arena.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace fun {
namespace {

TEST(Arena, KeepsEveryPieceUntilClear) {
  std::mt19937 random(64);  // fixed: a failure must repeat
  Arena arena;
  for (int line = 0; line < 50; ++line) {
    std::vector<std::pair<std::string, std::string_view>> pieces;
    for (int i = 0; i < 100; ++i) {
      const std::size_t longest = random() % 50 == 0 ? 200'000 : 2'000;
      std::string piece(random() % longest, static_cast<char>('a' + random() % 26));
      const std::string_view kept = arena.Copy(piece);
      pieces.emplace_back(std::move(piece), kept);
    }
    for (const auto& [piece, kept] : pieces) ASSERT_EQ(piece, kept) << line;
    arena.Clear();
  }
}

TEST(Arena, HandsOutAgainWhatWasGivenBack) {
  Arena arena;
  char* const first = arena.Take(100);
  arena.Return(90);
  EXPECT_EQ(arena.Take(5), first + 10);
}

TEST(Arena, UsesTheSameMemoryForTheNextLine) {
  Arena arena;
  char* const first = arena.Take(10);
  arena.Clear();
  EXPECT_EQ(arena.Take(20), first);
}

}  // namespace
}  // namespace fun
