// Numbers that look random and are the same on every machine, as those of <random>'s distributions
// are not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fun::auditor {

// Not for secrets.  Source: SplitMix64; Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014.  One thread.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }

  // One of [0, count), count > 0; even enough for counts far below 2^64.
  std::size_t Below(std::size_t count) { return static_cast<std::size_t>(Next() % count); }

  bool OneIn(std::size_t count) { return Below(count) == 0; }

  template <typename T, std::size_t size>
  const T& Pick(const T (&all)[size]) {
    return all[Below(size)];
  }

  // `count` characters, each one of `alphabet`.
  std::string Text(std::string_view alphabet, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += alphabet[Below(alphabet.size())];
    return text;
  }

  std::string Digits(std::size_t count) { return Text("0123456789", count); }

 private:
  std::uint64_t state_;
};

}  // namespace fun::auditor
