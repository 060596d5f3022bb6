// The numbers of French companies (SIREN) and their places (SIRET): last digit by Luhn's
// formula.  A company may be one person.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldSiret(const ByteSummary& summary, std::string_view text);
bool MayHoldSiren(const ByteSummary& summary, std::string_view text);

// Stands alone, behind a word such as "siret"; a SIRET in groups of 3-3-3-5 needs none.  (A
// SIREN in groups of three looks like any sum: one in ten has the right last digit.)  La
// Poste's places: the sum of digits is a multiple of five.
bool IsSiret(std::string_view text, Span& match);
bool IsSiren(std::string_view text, Span& match);

}  // namespace fun::detect
