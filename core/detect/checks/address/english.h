// Postal addresses, English form: a house number and a street.  Precision before recall: courses
// speak of streets, too.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// A number, white space and up to four words with a capital, one of them for a street.
bool MayHoldEnglishAddress(const ByteSummary& summary, std::string_view text);

// The same of the words alone, which begin at `at`.
bool MayBeginEnglishStreet(std::string_view text, std::size_t at);

// Not the title of a chapter ("Chapter 12 Wall Street"); words that mean more than streets
// ("Square", "Way") need a postcode.
bool IsEnglishAddress(std::string_view text, Span& match);

}  // namespace fun::detect
