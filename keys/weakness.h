// Whether a secret that a person chose could be guessed.
//
// Whoever guesses the secret can turn every pseudonym back into a name by
// trying the names, so a weak one is refused before it is used.  The check
// finds the clearly bad; that it finds nothing proves no strength.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace fun::keys {

inline constexpr std::size_t kLeastSecretBytes = 16;

// Why `secret` is weak, in words that hold none of its bytes; "" when nothing
// was found.  Weak is: under 16 bytes; one piece of under 16 bytes over and
// over; a common secret or well-known key, alone or with little around it.
std::string_view WeaknessOf(std::string_view secret);

// True when hardly a byte of `words` is left besides common secrets and runs of one byte.
bool IsMadeOfCommonWords(std::string_view words);

// The common secrets and well-known keys that an audit tries too, in lower case; WeaknessOf knows
// some more.
std::span<const std::string_view> CommonSecrets();

}  // namespace fun::keys
