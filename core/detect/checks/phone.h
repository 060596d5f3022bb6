// Telephone numbers: what they look like, and what the numbering plans say.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// A + with eight digits behind it, a 0 with nine.
bool MayHoldPhone(const ByteSummary& summary, std::string_view text);
// Nine digits, or ten, in a row.
bool MayHoldLocalPhone(const ByteSummary& summary, std::string_view text);

// Digits that stand alone, grouped as people group them, and are no date, no series and
// no part of an id.  A bare run of digits, or one with a decimal point, needs a word such
// as "tel" before it: ids, counters and coordinates are digits too.
bool IsFrenchPhoneShape(std::string_view text, Span& match);
bool IsLocalPhoneShape(std::string_view text, Span& match);
bool IsInternationalPhoneShape(std::string_view text, Span& match);

// By the numbering plans (costly).  French with the overseas departments, Swiss, Belgian.
bool IsFrenchPhone(std::string_view text, Span& match);
// Belgian and North American.
bool IsLocalPhone(std::string_view text, Span& match);
// Any country; takes digits off the match that are none of the number.
bool IsInternationalPhone(std::string_view text, Span& match);

}  // namespace fun::detect
