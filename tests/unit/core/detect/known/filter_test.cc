#include "core/detect/known/filter.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace fun::detect {
namespace {

struct Shares {
  double held = 0;
  double wrong = 0;
};

// What a filter says of `count` hashes, each given `times`, and of as many others.
Shares SharesOf(std::size_t count, std::size_t times) {
  std::mt19937_64 random(3);
  std::vector<std::uint64_t> hashes(count);
  for (std::uint64_t& hash : hashes) hash = random();
  std::vector<std::uint32_t> halves;
  for (std::size_t i = 0; i < times; ++i) {
    for (const std::uint64_t hash : hashes) halves.push_back(HashFilter::UpperHalf(hash));
  }
  HashFilter filter;
  filter.Fill(halves);
  Shares shares;
  const double each = 1.0 / static_cast<double>(count);
  for (const std::uint64_t hash : hashes) shares.held += filter.MayHold(hash) ? each : 0;
  for (std::size_t i = 0; i < count; ++i) shares.wrong += filter.MayHold(random()) ? each : 0;
  return shares;
}

TEST(HashFilter, NeverSaysNoOfWhatItHoldsAndSeldomYesOfOthers) {
  for (const std::size_t count : {1000, 33'000, 100'000}) {
    for (const std::size_t times : {1, 7}) {
      const Shares shares = SharesOf(count, times);
      EXPECT_NEAR(shares.held, 1, 1e-9) << count;
      EXPECT_LT(shares.wrong, 1.0 / 25) << count;
    }
  }
}

TEST(ShapeFilter, HoldsFirstByteAndSizeTogether) {
  ShapeFilter filter;
  filter.Add({'a', 3});
  filter.Add({'\xC3', 64});
  EXPECT_TRUE(filter.MayHold({'a', 3}));
  EXPECT_FALSE(filter.MayHold({'a', 4}));
  EXPECT_FALSE(filter.MayHold({'b', 3}));
  EXPECT_TRUE(filter.MayHold({'\xC3', 192}));  // long words are all of one size
  EXPECT_FALSE(filter.MayHold({'\xC3', 62}));
}

TEST(HashFilter, HoldsNothingAtFirst) {
  EXPECT_FALSE(HashFilter().MayHold(~std::uint64_t{0}));
  HashFilter filter;
  filter.Fill({});
  EXPECT_FALSE(filter.MayHold(0));
}

}  // namespace
}  // namespace fun::detect
