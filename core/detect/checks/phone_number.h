// Asks Google's libphonenumber whether digits are a telephone number.
//
// The library is loaded on the first question (7 ms) and told to log nothing: its
// messages hold the number.  Any thread; about 15 µs a question.
#pragma once

#include <string_view>

namespace fun::detect {

// `number` is digits, with a + before them for an international one; spaces are
// allowed.  `region` is where a number without + is dialled: "FR".
bool IsValidPhoneNumber(std::string_view number, std::string_view region);

// True when a number of that country may have so many digits, known or not.
bool IsPossiblePhoneNumber(std::string_view number, std::string_view region);

}  // namespace fun::detect
