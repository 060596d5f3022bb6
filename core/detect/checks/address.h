// Postal addresses, French and English: a house number and a street, or a street, a
// postcode and a town.  Precision before recall: courses speak of streets, too.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// Where a digit stands before a word, or five digits before a capital letter.
bool MayHoldFrenchAddress(const ByteSummary& summary, std::string_view text);
bool MayHoldEnglishAddress(const ByteSummary& summary, std::string_view text);

// A number and a word for a street.  Words that mean more than streets ("cours", "place",
// "chemin") need a name with a capital, or a postcode; takes off words that end the address.
bool IsFrenchAddress(std::string_view text, Span& match);
// Not the title of a chapter ("Chapter 12 Wall Street"); words that mean more than streets
// ("Square", "Way") need a postcode.
bool IsEnglishAddress(std::string_view text, Span& match);

}  // namespace fun::detect
