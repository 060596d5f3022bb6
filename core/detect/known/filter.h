// A set of hashes that says yes wrongly one time in thirty, but never no.
#pragma once

#include <cstdint>
#include <vector>

namespace fun::detect {

class HashFilter {
 public:
  // Holds `hashes`, which come in any order.
  void Fill(std::vector<std::uint64_t> hashes);
  bool MayHold(std::uint64_t hash) const {
    return (bits_[Place(hash) / 64] >> (Place(hash) % 64) & 1) != 0;
  }

 private:
  std::uint64_t Place(std::uint64_t hash) const { return hash >> shift_; }

  std::vector<std::uint64_t> bits_ = {0};
  int shift_ = 58;  // leaves the upper bits, as many as bits_ has places
};

}  // namespace fun::detect
