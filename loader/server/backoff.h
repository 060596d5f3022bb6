// How long to wait before trying again: exponential, with full jitter.
//
// Every loader that a busy server turned away would come back at the same
// moment if the pause were fixed; a pause that is uniform between nothing and
// a ceiling that doubles spreads them.
// A server that is busy gets time.  One that is away or whose disk is full does no work for whom it
// turns away, so it is asked oftener, and nobody waits long for a server that is well again.
// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
#pragma once

#include <chrono>
#include <random>

namespace fun::loader {

class Backoff {
 public:
  static constexpr std::chrono::milliseconds kFirstCeiling{250};
  static constexpr std::chrono::milliseconds kLastCeiling{30'000};     // busy
  static constexpr std::chrono::milliseconds kLastCeilingAway{5'000};  // away, disk full

  Backoff() : random_(std::random_device{}()) {}
  explicit Backoff(unsigned seed) : random_(seed) {}

  // The ceiling after `failures` in a row, 0 for the first; never over `last`.
  static constexpr std::chrono::milliseconds CeilingAfter(
      unsigned failures, std::chrono::milliseconds last = kLastCeiling) {
    auto ceiling = kFirstCeiling;
    while (failures-- > 0 && ceiling < last) ceiling *= 2;
    return ceiling < last ? ceiling : last;
  }

  // One more failure: a pause in [0, its ceiling].
  std::chrono::milliseconds Next(std::chrono::milliseconds last = kLastCeiling) {
    const auto ceiling = CeilingAfter(failures_++, last);
    std::uniform_int_distribution<std::chrono::milliseconds::rep> pause(0, ceiling.count());
    return std::chrono::milliseconds(pause(random_));
  }

  // Something went well.
  void Reset() { failures_ = 0; }

 private:
  std::mt19937 random_;
  unsigned failures_ = 0;
};

}  // namespace fun::loader
