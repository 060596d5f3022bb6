// Payment card numbers: ISO/IEC 7812, last digit by Luhn's formula.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// `digits` is digits only.
bool IsLuhnValid(std::string_view digits);

bool MayHoldCard(const ByteSummary& summary, std::string_view text);

// 13 to 19 digits of a known issuer, bare or grouped as on a card, that stand alone and
// whose last digit holds; takes digits off the match that are none of the number.
bool IsCard(std::string_view text, Span& match);

}  // namespace fun::detect
