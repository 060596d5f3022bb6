// The numbers of French companies (SIREN) and their places (SIRET): last digit by Luhn's
// formula.  A company may be one person.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldSiret(const ByteSummary& summary, std::string_view text);
bool MayHoldSiren(const ByteSummary& summary, std::string_view text);

// Stands alone; bare digits need a word such as "siret" before them, groups of three
// (SIREN) must not be a round number, nor an amount.  La Poste's places: the sum of digits
// is a multiple of five.
bool IsSiret(std::string_view text, Span& match);
bool IsSiren(std::string_view text, Span& match);

}  // namespace fun::detect
