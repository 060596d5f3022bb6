// Finds the runs of a text that may be words: letters, digits and bytes over 0x7F.
//
// Classes of 64 bytes at a time become bits of a number; where runs begin and end, a bit differs
// from the one before.  Whoever wants the words of a run with high bytes reads it with WordReader.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

// A bit for each of 64 bytes, the first byte's is the lowest.
struct WordBytes {
  static constexpr std::size_t kSize = 64;

  std::uint64_t word = 0;  // may be of a word
  std::uint64_t high = 0;  // over 0x7F
};

// Of text[at, …); bytes beyond its end are none.
WordBytes WordBytesAt(std::string_view text, std::size_t at);

// Calls `visit(Span run, bool is_ascii)` with each run, in order.
template <typename Visit>
void ForEachRun(std::string_view text, Visit visit) {
  Span run;
  bool is_open = false;
  bool is_ascii = true;
  for (std::size_t base = 0; base < text.size(); base += WordBytes::kSize) {
    auto [word, high] = WordBytesAt(text, base);
    std::uint64_t edges = word ^ (word << 1 | (is_open ? 1U : 0U));
    for (; edges != 0; edges &= edges - 1) {
      const auto bit = static_cast<unsigned>(std::countr_zero(edges));
      is_open = !is_open;
      if (is_open) {
        run.begin = base + bit;
        continue;
      }
      run.end = base + bit;
      const std::uint64_t before = (std::uint64_t{1} << bit) - 1;
      is_ascii = is_ascii && (high & before) == 0;
      high &= ~before;  // a byte over 0x7F is always of a run
      visit(run, is_ascii);
      is_ascii = true;
    }
    is_ascii = is_ascii && high == 0;
  }
  if (is_open) visit(Span{run.begin, text.size()}, is_ascii);
}

}  // namespace fun::detect
