// The words of a text, folded one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/load_word.h"
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

// Hash of a folded word.  With `bits` 0x20 in every byte it folds an ASCII word on the way: letters
// become lower case, digits stay.  Length and both ends decide: whoever finds a hash compares the
// words.
inline std::uint64_t HashOfWord(std::string_view word, std::uint64_t bits = 0) {
  constexpr std::size_t kEnd = 8;  // bytes at each end
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (word.size() >= kEnd) {
    first = LoadWord<std::uint64_t>(word.data()) | bits;
    last = LoadWord<std::uint64_t>(word.data() + word.size() - kEnd) | bits;
  } else if (!word.empty()) {
    first = last = LoadUpToSeven(word) | bits >> (64 - 8 * word.size());
  }
  return MixIntoHash(MixIntoHash(word.size() * 0xC2B2AE3D27D4EB4F, first), last);
}

// Hash of an ASCII word that is not yet folded.
inline std::uint64_t HashOfAsciiWord(std::string_view word) {
  return HashOfWord(word, 0x2020202020202020);
}

}  // namespace fun::detect
