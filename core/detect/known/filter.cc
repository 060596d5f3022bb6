#include "core/detect/known/filter.h"

#include <algorithm>
#include <bit>

namespace fun::detect {
namespace {

// So many words of 64 bits hold `bits`, at most one for each upper half.
std::size_t WordsFor(std::size_t bits) {
  constexpr std::size_t kMostBits = std::size_t{1} << 32;
  return std::bit_ceil(std::clamp<std::size_t>(bits, 64, kMostBits)) / 64;
}

}  // namespace

// The fewer bits, the nearer the cache: many identities begin alike, so those that differ are
// counted first, but for a few in a hundred, by the bits that they set.
void HashFilter::Fill(std::span<const std::uint32_t> upper_halves) {
  constexpr std::size_t kBitsToCount = 8;
  const auto add_all = [this, upper_halves] {
    for (const std::uint32_t half : upper_halves) Add(std::uint64_t{half} << 32);
  };
  Clear(WordsFor(kBitsToCount * upper_halves.size()));
  add_all();
  std::size_t different = 0;
  for (const std::uint64_t word : bits_) different += static_cast<std::size_t>(std::popcount(word));
  Start(different);
  add_all();
}

void HashFilter::Start(std::size_t most) {
  constexpr std::size_t kBitsEach = 32;
  Clear(WordsFor(kBitsEach * most));
}

void HashFilter::Clear(std::size_t words) {
  bits_ = {};  // before there are others
  bits_.resize(words);
  shift_ = 64 - 6 - std::countr_zero(words);
}

}  // namespace fun::detect
