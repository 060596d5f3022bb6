#include "core/json/bracket_stack.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace fun::json {
namespace {

TEST(BracketStack, IsAStackOfBitsAtAnyDepth) {
  std::mt19937 random(64);  // fixed: a failure must repeat
  std::vector<std::uint64_t> deeper;
  BracketStack stack(deeper);
  std::vector<bool> model;
  for (int round = 0; round < 100'000; ++round) {
    // The depth drifts up, then down, across the border of 64 again and again.
    const bool push = random() % 100 < (round / 1000 % 2 == 0 ? 60U : 40U);
    if (push) {
      model.push_back(random() % 2 == 0);
      stack.Push(model.back());
    } else if (!model.empty()) {
      model.pop_back();
      stack.Pop();
    }
    ASSERT_EQ(stack.size(), model.size()) << round;
    ASSERT_EQ(stack.empty(), model.empty()) << round;
    if (model.empty()) continue;
    ASSERT_EQ(stack.is_object(), model.back()) << round;
  }
}

}  // namespace
}  // namespace fun::json
