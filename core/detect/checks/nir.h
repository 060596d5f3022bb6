// The French social security number (NIR, numéro de sécurité sociale): sex, year, month,
// department, commune, order, and a key of two digits, 97 less the rest of the number by 97.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldNir(const ByteSummary& summary, std::string_view text);

// Stands alone, names a possible month and department, and its key holds; without a key only
// behind words such as "sécu".  Corsica is 2A and 2B.
bool IsNir(std::string_view text, Span& match);

}  // namespace fun::detect
