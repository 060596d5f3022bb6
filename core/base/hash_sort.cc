#include "core/base/hash_sort.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace fun {
namespace {

constexpr int kDigitBits = 10;
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
constexpr std::size_t kFew = 64;  // so many are sorted as fast by comparing

// In-place radix sort from the most significant digit on ("American flag sort": McIlroy, Bostic,
// McIlroy, Engineering Radix Sort, 1993).  `shift` leaves the digit in hand and those before it.
void SortFrom(std::span<std::uint64_t> hashes, int shift) {
  if (hashes.size() <= kFew || shift < 0) {
    std::ranges::sort(hashes);
    return;
  }
  const auto digit = [shift](std::uint64_t hash) { return (hash >> shift) % kDigits; };
  std::array<std::size_t, kDigits + 1> begins = {};
  for (const std::uint64_t hash : hashes) ++begins[digit(hash) + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::array<std::size_t, kDigits + 1> next = begins;
  for (std::size_t i = 0; i < kDigits; ++i) {
    while (next[i] < begins[i + 1]) {
      std::uint64_t& hash = hashes[next[i]];
      const std::size_t place = next[digit(hash)]++;
      std::swap(hash, hashes[place]);
    }
  }
  for (std::size_t i = 0; i < kDigits; ++i) {
    SortFrom(hashes.subspan(begins[i], begins[i + 1] - begins[i]), shift - kDigitBits);
  }
}

}  // namespace

void SortHashes(std::span<std::uint64_t> hashes) { SortFrom(hashes, 64 - kDigitBits); }

}  // namespace fun
