// Remembers texts in which nothing was found.
//
// Much of a log is said again and again: keys, event types, user agents, pages.  To know a text
// again costs less than to scan it.  What is kept of it is its mark: it lies in one cache line with
// those that share its set, of which the one that was not asked for the longest is forgotten first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/detect/text_hash.h"
#include "core/detect/text_mark.h"

namespace fun::detect {

// Bounded: 1 MiB once it remembers something.  One thread.
class CleanTexts {
 public:
  static constexpr std::size_t kLongest = kLongestMarked;  // bytes; longer texts are not kept

  // True when the text of this mark was added, and is still remembered.  To ask for a text keeps it
  // from being forgotten.
  bool Hold(const TextMark& mark) {
    if (sets_ == nullptr || mark.first == 0) return false;
    Set& set = SetOf(mark);
    if (set[0] == mark) return true;
    for (std::size_t way = 1; way < kWays; ++way) {
      if (set[way] != mark) continue;
      MoveToFront(set, way, mark);
      return true;
    }
    return false;
  }

  bool Hold(std::string_view text) { return Hold(MarkOf(text, 0)); }

  // Remembers the text of this mark, which it does not hold, in place of what was not asked for the
  // longest.
  void Add(const TextMark& mark);
  void Add(std::string_view text) { Add(MarkOf(text, 0)); }

 private:
  static constexpr std::size_t kSets = 16384;
  static constexpr std::size_t kWays = 4;

  using Set = std::array<TextMark, kWays>;
  struct alignas(64) Line {
    Set set = {};
  };

  // Mixed: marks of texts that are numbered are so evenly apart that with some keys they would
  // share a part of the sets.
  Set& SetOf(const TextMark& mark) {
    return sets_[MixBits(mark.second ^ mark.second >> 32) % kSets].set;
  }

  // Writes `mark` over what stands in `way`, and the others before it one behind.
  static void MoveToFront(Set& set, std::size_t way, const TextMark& mark) {
    for (; way > 0; --way) set[way] = set[way - 1];
    set[0] = mark;
  }

  std::unique_ptr<Line[]> sets_;
};

}  // namespace fun::detect
