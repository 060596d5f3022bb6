// Finds the runs of a text that may be words: letters, digits and bytes over 0x7F.
//
// Classes of 64 bytes at a time become bits of a number; a run's ends are then
// found by counting zeros.  Whoever wants the words of a run with high bytes
// reads it with WordReader.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

class RunFinder {
 public:
  explicit RunFinder(std::string_view text) : text_(text) {}

  // The next run; false behind the last.
  bool Next(Span& run, bool& is_ascii) {
    while (word_ == 0) {
      if (!Load()) return false;
    }
    const auto bit = static_cast<unsigned>(std::countr_zero(word_));
    run.begin = base_ + bit;
    is_ascii = true;
    while (!TakeRun(run, is_ascii)) {
      if (!Load() || (word_ & 1) == 0) break;
    }
    return true;
  }

 private:
  static constexpr std::size_t kBlock = 64;

  // Takes the run of ones that begins at the lowest bit out of word_; true when it
  // ends within the block.
  bool TakeRun(Span& run, bool& is_ascii) {
    const auto bit = static_cast<unsigned>(std::countr_zero(word_));
    const auto length = static_cast<unsigned>(std::countr_one(word_ >> bit));
    const std::uint64_t ones =
        length == kBlock ? ~std::uint64_t{0} : ((std::uint64_t{1} << length) - 1) << bit;
    is_ascii = is_ascii && (high_ & ones) == 0;
    word_ &= ~ones;
    run.end = base_ + bit + length;
    return bit + length < kBlock;
  }

  // Classes of the next block; false at the end of the text.
  bool Load();

  std::string_view text_;
  std::size_t base_ = 0;    // of the block in hand
  std::size_t next_ = 0;    // begin of the block after it
  std::uint64_t word_ = 0;  // bytes that may be of a word
  std::uint64_t high_ = 0;  // bytes over 0x7F
};

}  // namespace fun::detect
