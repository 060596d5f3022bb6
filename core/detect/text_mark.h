// 128 bits that stand for a text: two different texts have the same mark by a chance of 2^-124.
//
// A universal hash under keys that each process draws: texts that were chosen without knowing them,
// as all are, have no better chance.  Two lanes, each a sum of products of the text's words (NH),
// and that folded by a second (multilinear).
//
// Source: Black, Halevi, Krawczyk, Krovetz, Rogaway, "UMAC: Fast and Secure Message
// Authentication", 1999; Lemire, Kaser, "Strongly Universal String Hashing is Fast", 2014.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/load_word.h"

namespace fun::detect {

struct TextMark {
  std::uint64_t first = 0;  // 0: of no text
  std::uint64_t second = 0;

  bool operator==(const TextMark&) const = default;
};

inline constexpr std::size_t kLongestMarked = 4096;  // bytes of a text

namespace mark {

__extension__ using Wide = unsigned __int128;

// Of 16 bytes of the text.
struct PairKeys {
  std::uint64_t first[2];
  std::uint64_t second[2];
};

struct Keys {
  PairKeys head;
  std::array<PairKeys, kLongestMarked / 16> pairs;
  std::array<Wide, 6> fold;
};

// Drawn when they are first asked for.  Any thread.
const Keys& KeysOfProcess();

struct Sums {
  Wide first = 0;
  Wide second = 0;

  void Add(std::uint64_t a, std::uint64_t b, const PairKeys& keys) {
    first += Wide{a + keys.first[0]} * (b + keys.first[1]);
    second += Wide{a + keys.second[0]} * (b + keys.second[1]);
  }
};

// Of the sum's two halves, by keys as wide as it: the upper half of what that gives.
inline std::uint64_t Fold(Wide sum, const Wide* keys) {
  const Wide folded = keys[0] + keys[1] * static_cast<std::uint64_t>(sum) +
                      keys[2] * static_cast<std::uint64_t>(sum >> 64);
  return static_cast<std::uint64_t>(folded >> 64);
}

}  // namespace mark

// Of `text`, as one of `kind`; of no text when it is longer than kLongestMarked bytes.
inline TextMark MarkOf(std::string_view text, std::uint32_t kind) {
  if (text.size() > kLongestMarked) return {};
  static const mark::Keys& keys = mark::KeysOfProcess();
  mark::Sums sums;
  sums.Add(text.size() << 32 | kind, 0, keys.head);
  const char* at = text.data();
  const char* const end = at + text.size();
  const mark::PairKeys* pair = keys.pairs.data();
  for (; end - at > 16; at += 16, ++pair) {
    sums.Add(LoadWord<std::uint64_t>(at), LoadWord<std::uint64_t>(at + 8), *pair);
  }
  // The last sixteen bytes may overlap those before.
  if (text.size() >= 16) {
    sums.Add(LoadWord<std::uint64_t>(end - 16), LoadWord<std::uint64_t>(end - 8), *pair);
  } else if (text.size() >= 8) {
    sums.Add(LoadWord<std::uint64_t>(at), LoadWord<std::uint64_t>(end - 8), *pair);
  } else {
    sums.Add(LoadUpToSeven(text), 0, *pair);
  }
  constexpr std::uint64_t kOfAText = std::uint64_t{1} << 63;
  return {mark::Fold(sums.first, keys.fold.data()) | kOfAText,
          mark::Fold(sums.second, keys.fold.data() + 3)};
}

}  // namespace fun::detect
