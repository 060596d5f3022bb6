// An identity as the words that make it, and the hashes by which texts are searched for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/detect/known/filter.h"
#include "core/detect/known/guard.h"
#include "core/detect/known/kinds.h"

namespace fun::detect {

inline constexpr std::size_t kMostWords = 32;

// The words of one identity.
struct WordSequence {
  std::array<std::uint64_t, kMostWords> words;  // hashes
  std::array<WordShape, kMostWords> shapes;
  std::size_t size = 0;
  Reach reach = Reach::kText;
};

// False when `identity` is none, as IdentityTable::Add says.
bool ReadSequence(IdentityKind kind, std::string_view identity, WordSequence& sequence);

// The words of what ReadSequence took, without its reach.
void ReadHashes(std::string_view identity, WordSequence& sequence);

// In how many orders an identity's words are looked for: a name also as "Lovelace, Ada".
std::size_t OrdersOf(IdentityKind kind, const WordSequence& sequence);

// Calls `visit(hash of the words so far)` for each word, in the order that begins with word `turn`.
template <typename Visit>
void ForEachBeginning(const WordSequence& sequence, std::size_t turn, Visit visit);

// The hash of all words in that order.
std::uint64_t HashOfSequence(const WordSequence& sequence, std::size_t turn);

}  // namespace fun::detect

#include "core/detect/known/words.h"

namespace fun::detect {

template <typename Visit>
void ForEachBeginning(const WordSequence& sequence, std::size_t turn, Visit visit) {
  std::uint64_t hash = sequence.words[turn];
  visit(hash);
  for (std::size_t i = 1; i < sequence.size; ++i) {
    hash = MixIntoHash(hash, sequence.words[(turn + i) % sequence.size]);
    visit(hash);
  }
}

}  // namespace fun::detect
