#include "core/detect/known/sequence.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/detect/known/compare.h"

namespace fun::detect {
namespace {

constexpr std::size_t kFewestCharacters = 3;
constexpr std::size_t kFewestDigits = 5;
constexpr std::size_t kMostDigitsOfId = 18;
constexpr std::size_t kPseudonymSize = 64;

bool IsUserId(std::string_view text) {
  return text.size() >= kFewestDigits && text.size() <= kMostDigitsOfId && text[0] != '0' &&
         std::ranges::all_of(text, IsDigit);
}

// Calls `visit` for each word; false when there is none, or too many, or too long a one.
template <typename Visit>
bool ReadWords(std::string_view identity, WordSequence& sequence, Visit visit) {
  WordReader words(identity, 0);
  sequence.size = 0;
  while (words.Next()) {
    const std::string_view word = words.folded();
    if (word.empty() || sequence.size == kMostWords) return false;
    sequence.shapes[sequence.size] = {word[0], word.size()};
    sequence.words[sequence.size++] = HashOfWord(word);
    visit(words);
  }
  return sequence.size != 0;
}

}  // namespace

bool ReadSequence(IdentityKind kind, std::string_view identity, WordSequence& sequence) {
  if (kind == IdentityKind::kUserId && !IsUserId(identity)) return false;
  // An id is found where ids count, an e-mail by its @: no word is either.
  const bool is_no_word =
      kind == IdentityKind::kUserId || (kind == IdentityKind::kEmail && identity.contains('@'));
  OrdinaryWords ordinary;
  std::size_t characters = 0;
  bool is_number = true;
  bool is_pseudonym = false;
  const bool is_whole = ReadWords(identity, sequence, [&](const WordReader& words) {
    const std::string_view word = words.folded();
    characters += words.characters();
    is_number = is_number && std::ranges::all_of(word, IsDigit);
    is_pseudonym = word.size() == kPseudonymSize && std::ranges::all_of(word, IsLowerHexDigit);
    if (!is_no_word) ordinary.Add(word);
  });
  if (!is_whole || (is_pseudonym && sequence.size == 1)) return false;
  const bool is_short = characters < (is_number ? kFewestDigits : kFewestCharacters);
  const bool is_half_a_name = kind == IdentityKind::kName && sequence.size == 1;
  sequence.reach = is_no_word                   ? Reach::kText
                   : is_short || is_half_a_name ? Reach::kWholeValues
                                                : ordinary.ReachOfAll();
  return true;
}

void ReadHashes(std::string_view identity, WordSequence& sequence) {
  (void)ReadWords(identity, sequence, [](const WordReader&) {});
}

std::size_t OrdersOf(IdentityKind kind, const WordSequence& sequence) {
  const bool turns = kind == IdentityKind::kName && sequence.size <= kMostTurnedWords;
  return turns ? sequence.size : 1;
}

std::uint64_t HashOfSequence(const WordSequence& sequence, std::size_t turn) {
  std::uint64_t hash = 0;
  ForEachBeginning(sequence, turn, [&hash](std::uint64_t so_far) { hash = so_far; });
  return hash;
}

}  // namespace fun::detect
