// Postal addresses, French form: a house number and a street, or a street, a postcode and a town.
// Precision before recall: courses speak of streets, too.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// A number and the begin of a word for a street, or a postcode and before it the end of a word or a
// box.
bool MayHoldFrenchAddress(const ByteSummary& summary, std::string_view text);

// What begins at `at`, a letter behind a number and a gap, may be a word for a street, or "bis".
bool MayBeginStreet(std::string_view text, std::size_t at);

// A number and a word for a street.  Words that mean more than streets ("cours", "place",
// "chemin") need a name with a capital, or a postcode; takes off words that end the address.
bool IsFrenchAddress(std::string_view text, Span& match);

}  // namespace fun::detect
