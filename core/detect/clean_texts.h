// Remembers texts in which nothing was found.
//
// Much of a log is said again and again: keys, event types, user agents, pages.  To compare a text
// with a remembered one costs less than to scan it.
//
// A set of four entries for each hash, and the texts behind each other in one block: what is asked
// for often lies close together, and two common texts do not push each other out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

#include "core/base/equal_bytes.h"
#include "core/detect/text_hash.h"

namespace fun::detect {

// Bounded, about 0.8 MiB once it remembers something.  One thread.
class CleanTexts {
 public:
  static constexpr std::size_t kLongest = 510;  // bytes of a text; longer ones are not kept

  // True when exactly this text was added, as one of that kind, and is still remembered.
  bool Hold(std::string_view text, std::uint32_t kind = 0) const {
    if (text.size() > kLongest || memory_ == nullptr) return false;
    const std::uint64_t hash = HashOfText(text, kind);
    const Set<std::uint32_t>& tags = memory_->tags[SetOf(hash)];
    for (std::size_t way = 0; way < kWays; ++way) {
      if (tags[way] == TagOf(hash) && IsAt(memory_->places[SetOf(hash)][way], text, kind)) {
        return true;
      }
    }
    return false;
  }

  // Remembers `text`, which it does not hold, when it comes a second time: most texts that are
  // not common are unique, and must not push out the others.  Once all memory is used, all that it
  // holds is forgotten.
  void Add(std::string_view text, std::uint32_t kind = 0);

 private:
  static constexpr std::size_t kSets = 4096;
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kSeenOnce = 16384;
  static constexpr std::size_t kBytes = std::size_t{640} << 10;

  // Stands before each text.
  struct Head {
    std::uint32_t kind = 0;
    std::uint32_t size = kLongest + 1;  // of the text at place 0: longer than any
  };

  template <typename T>
  using Set = std::array<T, kWays>;

  // The tags lie apart: to find that a text is not there takes them alone.
  struct Memory {
    std::array<Set<std::uint32_t>, kSets> tags = {};
    std::array<Set<std::uint32_t>, kSets> places = {};
    std::array<std::uint32_t, kSeenOnce> seen_once = {};  // tags
    std::array<char, kBytes> bytes = {};
  };

  bool IsAt(std::uint32_t place, std::string_view text, std::uint32_t kind) const {
    Head head;
    if (place != 0) std::memcpy(&head, memory_->bytes.data() + place, sizeof head);
    return head.size == text.size() && head.kind == kind &&
           EqualBytes(memory_->bytes.data() + place + sizeof head, text.data(), text.size());
  }

  static std::size_t SetOf(std::uint64_t hash) { return hash % kSets; }
  static std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

  std::unique_ptr<Memory> memory_;
  std::size_t used_ = sizeof(Head);  // of the bytes; place 0 is nobody's
};

}  // namespace fun::detect
