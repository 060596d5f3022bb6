// How the digits of a phone number are grouped, and what stands around it: of an id, a path, a date
// or a table the digits are no number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

inline constexpr std::size_t kFewestPhoneDigits = 8;
inline constexpr std::size_t kMostPhoneDigits = 15;
inline constexpr std::uint64_t kPairs = 22222;

// The sizes of a number's groups of digits, one decimal digit each: "06 12 34 56 78" is kPairs.
std::uint64_t LayoutOf(std::string_view found);

// What begins at `at` is joined to digits before it or, by a hyphen, to an id.
bool IsJoinedBefore(std::string_view text, std::size_t at);
bool IsStepOfPath(std::string_view text, std::size_t at);

// Joined to more digits or, by a hyphen, to an id.
bool IsJoinedToMore(std::string_view text, Span match);

// "01.02.2015 03:04": the last two digits are an hour.
bool IsTimeAround(std::string_view text, Span match);

// Takes the last group of digits off, and what parts it from those before.
void TakeGroupOff(std::string_view text, Span& match);

// Of "+41 44 668 18 00 18h-20h", "… 14:30" and "… 2015-03-01" the last digits are none of the
// number, though a number may go on so.
void TakeTimeOff(std::string_view text, Span& match);

}  // namespace fun::detect
