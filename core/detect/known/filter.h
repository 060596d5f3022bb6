// A set of hashes that says yes wrongly one time in thirty, but never no.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fun::detect {

class HashFilter {
 public:
  // Holds `hashes`, which come in any order.
  void Fill(std::vector<std::uint64_t> hashes);
  // The same step by step: makes room for `most` hashes, forgets those it held; then adds each.
  void Start(std::size_t most);
  void Add(std::uint64_t hash) {
    bits_[Place(hash) / 64] |= std::uint64_t{1} << (Place(hash) % 64);
  }
  bool MayHold(std::uint64_t hash) const {
    return (bits_[Place(hash) / 64] >> (Place(hash) % 64) & 1) != 0;
  }

 private:
  std::uint64_t Place(std::uint64_t hash) const { return hash >> shift_; }

  std::vector<std::uint64_t> bits_ = {0};
  int shift_ = 58;  // leaves the upper bits, as many as bits_ has places
};

}  // namespace fun::detect
