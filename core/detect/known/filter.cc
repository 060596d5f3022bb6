#include "core/detect/known/filter.h"

#include <algorithm>
#include <bit>

namespace fun::detect {

// The fewer bits, the nearer the cache: many identities begin alike, so they are counted first.
void HashFilter::Fill(std::vector<std::uint64_t> hashes) {
  std::ranges::sort(hashes);
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  Start(hashes.size());
  for (const std::uint64_t hash : hashes) Add(hash);
}

void HashFilter::Start(std::size_t most) {
  constexpr std::size_t kBitsEach = 32;
  const std::size_t bits = std::bit_ceil(std::max<std::size_t>(64, kBitsEach * most));
  bits_.assign(bits / 64, 0);
  shift_ = 64 - std::countr_zero(bits);
}

}  // namespace fun::detect
