// Remembers texts in which nothing was found.
//
// Much of a log is said again and again: keys, event types, user agents, pages.  To compare a text
// with a remembered one costs less than to scan it.
//
// A set of four entries for each hash, and the texts behind each other in a ring: what is asked
// for often is written anew before the ring comes round, and two common texts do not push each
// other out.
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

// Bounded: 0.4 MiB once it remembers something, and up to 2 MiB of texts.  One thread.
class CleanTexts {
 public:
  static constexpr std::size_t kLongest = 510;  // bytes of a text; longer ones are not kept

  // True when exactly this text was added, as one of that kind, and is still remembered.  To ask
  // for a text keeps it from being forgotten.
  bool Hold(std::string_view text, std::uint32_t kind = 0) {
    if (text.size() > kLongest || memory_ == nullptr) return false;
    const std::uint64_t hash = HashOfText(text, kind);
    const Set<std::uint32_t>& tags = memory_->tags[SetOf(hash)];
    for (std::size_t way = 0; way < kWays; ++way) {
      if (tags[way] != TagOf(hash)) continue;
      const std::uint64_t place = memory_->places[SetOf(hash)][way];
      if (!IsAt(place, text, kind)) continue;
      if (end_ - place > kBytes / 2) Write(text, kind, way);
      return true;
    }
    return false;
  }

  // Remembers `text`, which it does not hold, in place of what was not asked for the longest.
  void Add(std::string_view text, std::uint32_t kind = 0);

 private:
  static constexpr std::size_t kSets = 8192;
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kBytes = std::size_t{1} << 21;

  // Stands before each text.
  struct Head {
    std::uint32_t kind = 0;
    std::uint32_t size = 0;
  };

  template <typename T>
  using Set = std::array<T, kWays>;

  // The tags lie apart: to find that a text is not there takes them alone.  A place is a number of
  // bytes that were written before it, over and over in the same room.
  struct Memory {
    std::array<Set<std::uint32_t>, kSets> tags = {};
    std::array<Set<std::uint64_t>, kSets> places = {};  // 0: none
    std::unique_ptr<char[]> bytes = std::make_unique_for_overwrite<char[]>(kBytes);
  };

  bool IsAt(std::uint64_t place, std::string_view text, std::uint32_t kind) const {
    if (place == 0 || end_ - place > kBytes) return false;  // written over, maybe in part
    const char* const at = memory_->bytes.get() + place % kBytes;
    Head head;
    std::memcpy(&head, at, sizeof head);
    return head.size == text.size() && head.kind == kind &&
           EqualBytes(at + sizeof head, text.data(), text.size());
  }

  // As the newest of its set, in place of the entry `oldest`.
  void Write(std::string_view text, std::uint32_t kind, std::size_t oldest);

  static std::size_t SetOf(std::uint64_t hash) { return hash % kSets; }
  static std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

  std::unique_ptr<Memory> memory_;
  std::uint64_t end_ = sizeof(Head);  // of what was written; place 0 is nobody's
};

}  // namespace fun::detect
