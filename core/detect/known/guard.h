// Words that are nobody, whatever an account is called.
//
// Anybody may register as "video" or "France", and a log in which every "video" became a pseudonym
// would be worth nothing.  So an identity made of ordinary words only is not looked for in
// text: words of the platform (event types, components, URLs), countries and days, and the most
// common words of French and English.  In a field that names a person it is still that person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun::detect {

enum class WordClass : std::uint8_t {
  kDistinctive,
  kVocabulary,  // the platform's: also with a number behind, "video2"
  kCommon,      // of a language; countries, days, months
  kFirstName,   // ordinary when it stands alone
};

// `word` is folded.  O(1).
WordClass ClassOfWord(std::string_view word);

// Where an identity may be looked for.
enum class Reach : std::uint8_t {
  kText,         // wherever it stands
  kMention,      // in text behind an @ only: a first name alone
  kWholeValues,  // only as the whole value of a field that names a person
};

// Weighs the words of one identity.
class OrdinaryWords {
 public:
  void Add(std::string_view folded_word);

  // kWholeValues when all words are vocabulary, common, single letters or numbers of up to four
  // digits; kMention for one word that is a first name; else kText.
  Reach ReachOfAll() const;

 private:
  std::size_t words_ = 0;
  std::size_t ordinary_ = 0;
  std::size_t first_names_ = 0;
};

}  // namespace fun::detect
