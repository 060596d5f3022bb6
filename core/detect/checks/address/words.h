// Words in and around postal addresses of both languages.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

// The end of the word that begins at `at`.
std::size_t EndOfAddressWord(std::string_view text, std::size_t at);

// A word before the match says that its number is none of a house: "Chapter 12 Wall Street",
// "in 1950 Main Street".
bool IsNumberedPart(std::string_view text, Span match);

}  // namespace fun::detect
