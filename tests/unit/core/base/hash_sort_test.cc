#include "core/base/hash_sort.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace fun {
namespace {

using Hashes = std::vector<std::uint64_t>;

Hashes SortedByComparing(Hashes hashes) {
  std::ranges::sort(hashes);
  return hashes;
}

TEST(HashSort, SortsAsComparingDoes) {
  std::mt19937_64 random(1);
  for (const std::size_t size : {0, 1, 2, 128, 129, 5000, 300'000}) {
    Hashes hashes(size);
    for (std::uint64_t& hash : hashes) hash = random();
    const Hashes sorted = SortedByComparing(hashes);
    SortHashes(hashes);
    EXPECT_EQ(hashes, sorted) << size;
  }
}

TEST(HashSort, SortsNumbersThatAreNoHashes) {
  std::mt19937_64 random(2);
  for (const std::uint64_t mask : {0x0ULL, 0xFFULL, 0xFF00FF00ULL, 0xFFULL << 56, ~0x0ULL << 32}) {
    Hashes hashes(5000);
    for (std::uint64_t& hash : hashes) hash = random() & mask;
    const Hashes sorted = SortedByComparing(hashes);
    SortHashes(hashes);
    EXPECT_EQ(hashes, sorted) << mask;
  }
}

}  // namespace
}  // namespace fun
