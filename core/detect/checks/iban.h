// International bank account numbers: ISO 13616, check digits by ISO 7064 MOD 97-10.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

// A country's two letters and two digits at the begin of a word.
bool MayHoldIban(const ByteSummary& summary, std::string_view text);

// Of two letters, whatever their case.
bool IsIbanCountry(char first, char second);

// Takes off the match what is more than the country's length; then the check digits must hold.
bool IsIban(std::string_view text, Span& match);

}  // namespace fun::detect
