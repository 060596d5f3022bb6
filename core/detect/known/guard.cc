#include "core/detect/known/guard.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/detect/known/guard_words.h"
#include "core/detect/known/words.h"

namespace fun::detect {
namespace {

constexpr std::size_t kSlots = 4096;  // a power of two, well above the number of words

struct Slot {
  std::string_view word;
  WordClass word_class = WordClass::kDistinctive;
};

using Slots = std::array<Slot, kSlots>;

const Slot& SlotOf(const Slots& slots, std::string_view word) {
  for (std::size_t at = HashOfWord(word) >> 20;; ++at) {
    const Slot& slot = slots[at % kSlots];
    if (slot.word.empty() || slot.word == word) return slot;
  }
}

Slots MakeSlots() {
  Slots slots;
  for (const OrdinaryWordList& list : OrdinaryWordLists()) {
    std::string_view rest = list.words;
    while (!rest.empty()) {
      const std::size_t size = std::min(rest.find(' '), rest.size());
      Slot& slot = const_cast<Slot&>(SlotOf(slots, rest.substr(0, size)));
      // In two lists: the first, which guards more, decides.
      if (slot.word.empty()) slot = {rest.substr(0, size), list.word_class};
      rest.remove_prefix(std::min(size + 1, rest.size()));
    }
  }
  return slots;
}

std::string_view WithoutNumber(std::string_view word) {
  while (!word.empty() && IsDigit(word.back())) word.remove_suffix(1);
  return word;
}

}  // namespace

WordClass ClassOfWord(std::string_view word) {
  static const Slots slots = MakeSlots();
  const WordClass found = word.empty() ? WordClass::kDistinctive : SlotOf(slots, word).word_class;
  if (found != WordClass::kDistinctive || word.empty() || !IsDigit(word.back())) return found;
  const std::string_view stem = WithoutNumber(word);
  const bool is_numbered =
      !stem.empty() && SlotOf(slots, stem).word_class == WordClass::kVocabulary;
  return is_numbered ? WordClass::kVocabulary : WordClass::kDistinctive;
}

void OrdinaryWords::Add(std::string_view folded_word) {
  constexpr std::size_t kShortNumber = 4;
  ++words_;
  const WordClass word_class = ClassOfWord(folded_word);
  const bool is_short_number =
      folded_word.size() <= kShortNumber && WithoutNumber(folded_word).empty();
  const bool is_ordinary = word_class == WordClass::kVocabulary ||
                           word_class == WordClass::kCommon || is_short_number ||
                           folded_word.size() == 1;
  ordinary_ += is_ordinary ? 1 : 0;
  first_names_ += word_class == WordClass::kFirstName ? 1 : 0;
}

Reach OrdinaryWords::ReachOfAll() const {
  if (words_ == ordinary_) return Reach::kWholeValues;
  return words_ == 1 && first_names_ == 1 ? Reach::kMention : Reach::kText;
}

}  // namespace fun::detect
