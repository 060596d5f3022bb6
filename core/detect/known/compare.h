// Compares what stands in a text with an identity, character by character.
//
// A hash found it; these two say whether it is one.  A username is a unit: its dots, hyphens
// and underscores count.  Names and e-mails are words: what stands between them does not.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

inline constexpr std::size_t kLongestGap = 3;       // bytes between words of a name or e-mail
inline constexpr std::size_t kLongestUnitGap = 16;  // between words of a username
inline constexpr std::size_t kMostTurnedWords = 4;  // of a name that is found in turned order too

// True when `a` and `b` differ by nothing but case, accents and invisible characters; separators
// must be the same, full-width forms and typographic hyphens aside.
bool FoldsAlike(std::string_view a, std::string_view b);

// Where the username `unit` stands in `text` when its words are at `words`: with the separators at
// its ends ("_ada_"), not before `floor`; white space at its ends is left out.  An empty span: it
// does not stand there.
Span PlaceOfUnit(std::string_view unit, std::string_view text, Span words, std::size_t floor);

// True when the words of `text` in `words` are those of `identity`, with up to kLongestGap other
// bytes between two of them; if `may_turn`, also with the first words behind the last: "Lovelace,
// Ada".
bool HasItsWords(std::string_view identity, std::string_view text, Span words, bool may_turn);

}  // namespace fun::detect
