// What says at a glance that a word is none of those that are looked for.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fun::detect {

// Of a folded word.
struct WordShape {
  char first;  // byte
  std::size_t size;
};

// A set of shapes, small enough for the nearest cache; long words are all of one size.
class ShapeFilter {
 public:
  void Add(WordShape shape) {
    sizes_[static_cast<unsigned char>(shape.first)] |= BitOf(shape.size);
  }
  bool MayHold(WordShape shape) const {
    return (sizes_[static_cast<unsigned char>(shape.first)] & BitOf(shape.size)) != 0;
  }

 private:
  static std::uint64_t BitOf(std::size_t size) {
    return std::uint64_t{1} << std::min<std::size_t>(size, 63);
  }

  std::array<std::uint64_t, 256> sizes_ = {};  // a bit for each, by first byte
};

// A set of hashes that says yes wrongly one time in thirty, but never no.
class HashFilter {
 public:
  // All that a filter looks at of a hash.
  static std::uint32_t UpperHalf(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
  }

  // Holds hashes, of which the upper halves come in any order, and many of them often.
  void Fill(std::span<const std::uint32_t> upper_halves);
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
  void Clear(std::size_t words);

  std::vector<std::uint64_t> bits_ = {0};
  int shift_ = 58;  // leaves the upper bits, as many as bits_ has places; 32 at least
};

}  // namespace fun::detect
