// The words of a text, folded one after the other.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

// Bytes of a folded word; what is longer is nobody's name.
inline constexpr std::size_t kLongestWord = 192;

// Reads the words of a text in order: runs of letters and digits.
class WordReader {
 public:
  // Begins at byte `from`, the first of a character.
  WordReader(std::string_view text, std::size_t from) : text_(text), at_(from) {}

  // The next word; false behind the last, or when more than `longest_gap` bytes that are of no
  // word come before it.
  bool Next(std::size_t longest_gap = SIZE_MAX);

  Span span() const { return span_; }  // with the marks on its letters
  // Valid until Next.  "" for a word longer than kLongestWord.
  std::string_view folded() const { return {folded_, size_}; }
  std::size_t characters() const { return characters_; }  // of the folded word

 private:
  bool NextAscii(std::size_t longest_gap);
  bool Add(std::string_view bytes);

  std::string_view text_;
  std::size_t at_;
  Span span_;
  std::size_t size_ = 0;
  std::size_t characters_ = 0;
  char folded_[kLongestWord];
};

inline std::uint64_t MixIntoHash(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15;
  return hash ^ hash >> 29;
}

// Hash of a folded word, which lies in `around`.  With `bits` 0x20 in every byte it folds an
// ASCII word on the way: letters become lower case, digits stay.  Length and both ends decide:
// whoever finds a hash compares the words.
inline std::uint64_t HashOfWord(std::string_view word, std::string_view around,
                                std::uint64_t bits = 0) {
  constexpr std::size_t kEnd = 8;  // bytes at each end
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  const char* const end = word.data() + word.size();
  const std::size_t spare = word.size() < kEnd ? 64 - 8 * word.size() : 0;
  const bool has_room = around.data() + around.size() - word.data() >= std::ptrdiff_t{kEnd} &&
                        end - around.data() >= std::ptrdiff_t{kEnd};
  if (has_room && !word.empty() && std::endian::native == std::endian::little) {
    // Loads reach over a short word's ends, and shifts throw away what is not of it.
    std::memcpy(&first, word.data(), kEnd);
    std::memcpy(&last, end - kEnd, kEnd);
    first = (first | bits) << spare >> spare;
    last = (last | bits) >> spare;
  } else {
    char copy[2 * kEnd] = {};
    const std::size_t size = std::min(word.size(), kEnd);
    std::memcpy(copy, word.data(), size);
    std::memcpy(copy + kEnd, end - size, size);
    std::memcpy(&first, copy, kEnd);
    std::memcpy(&last, copy + kEnd, kEnd);
    const std::uint64_t own_bits = size == 0 ? 0 : bits >> spare;
    first |= own_bits;
    last |= own_bits;
  }
  return MixIntoHash(MixIntoHash(word.size() * 0xC2B2AE3D27D4EB4F, first), last);
}

inline std::uint64_t HashOfWord(std::string_view word) { return HashOfWord(word, word); }

// Hash of an ASCII word of `text`, not yet folded.
inline std::uint64_t HashOfAsciiWord(std::string_view text, Span word) {
  return HashOfWord(Slice(text, word), text, 0x2020202020202020);
}

}  // namespace fun::detect
