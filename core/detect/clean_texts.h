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

namespace fun::detect {

// Bounded, about 1.2 MiB.  One thread.
class CleanTexts {
 public:
  static constexpr std::size_t kLongest = 510;  // bytes of a text; longer ones are not kept

  CleanTexts() : memory_(std::make_unique<Memory>()) {}

  // True when exactly this text was added and is still remembered.
  bool Hold(std::string_view text) const {
    if (text.size() > kLongest) return false;
    const std::uint64_t hash = HashOf(text);
    for (const Entry& entry : memory_->sets[SetOf(hash)]) {
      if (entry.tag == TagOf(hash) && TextAt(entry.place) == text) return true;
    }
    return false;
  }

  // Remembers `text`, which it does not hold, when it comes a second time: most texts that are
  // not common are unique, and must not push out the others.  Once all memory is used, all that it
  // holds is forgotten.
  void Add(std::string_view text);

 private:
  static constexpr std::size_t kSets = 4096;
  static constexpr std::size_t kWays = 4;
  static constexpr std::size_t kSeenOnce = 16384;
  static constexpr std::size_t kBytes = std::size_t{1} << 20;

  // The text at place 0 is longer than any.
  struct Entry {
    std::uint32_t tag = 0;
    std::uint32_t place = 0;
  };
  using Size = std::uint16_t;  // stands before each text

  struct Memory {
    std::array<std::array<Entry, kWays>, kSets> sets = {};
    std::array<std::uint32_t, kSeenOnce> seen_once = {};  // tags
    std::array<char, kBytes> bytes = {};
  };

  std::string_view TextAt(std::uint32_t place) const {
    if (place == 0) return {memory_->bytes.data(), kLongest + 1};
    Size size = 0;
    std::memcpy(&size, memory_->bytes.data() + place, sizeof size);
    return {memory_->bytes.data() + place + sizeof size, size};
  }

  static std::size_t SetOf(std::uint64_t hash) { return hash % kSets; }
  static std::uint32_t TagOf(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

  // Mixes all bytes, sixteen at a time; the last sixteen may overlap those before.
  static std::uint64_t HashOf(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint64_t even = text.size();
    std::uint64_t odd = 0;
    if (text.size() < 8) {
      even ^= text.size() < 4 ? Few(text) : Load<std::uint32_t>(at);
      odd = text.size() < 4 ? 0 : Load<std::uint32_t>(end - 4);
    } else if (text.size() < 16) {
      even = Mix(even ^ Load<std::uint64_t>(at));
      odd = Load<std::uint64_t>(end - 8);
    } else {
      for (; end - at > 16; at += 16) {
        even = Mix(even ^ Load<std::uint64_t>(at));
        odd = Mix(odd ^ Load<std::uint64_t>(at + 8));
      }
      even = Mix(even ^ Load<std::uint64_t>(end - 16));
      odd = Mix(odd ^ Load<std::uint64_t>(end - 8));
    }
    return Mix(Mix(even) ^ odd);
  }

  static std::uint64_t Mix(std::uint64_t hash) {
    hash *= 0x9E3779B97F4A7C15;
    return hash ^ hash >> 32;
  }

  template <typename Word>
  static std::uint64_t Load(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
  }

  // Of up to three bytes.
  static std::uint64_t Few(std::string_view text) {
    std::uint64_t bytes = 0;
    for (const char c : text) bytes = bytes << 8 | static_cast<unsigned char>(c);
    return bytes << 8;
  }

  std::unique_ptr<Memory> memory_;
  std::size_t used_ = sizeof(Size);  // of the bytes; place 0 is nobody's
};

}  // namespace fun::detect
