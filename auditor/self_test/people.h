// People who do not exist, for the self-test to look for.
#pragma once

#include <string>
#include <vector>

#include "auditor/self_test/chance.h"
#include "core/detect/known/identities.h"

namespace fun::auditor {

inline constexpr std::size_t kInventedPeople = 200;

// Three for each of them: username, e-mail in a domain that RFC 2606 keeps for examples, name of
// two words.  Words are made of syllables that no list of ordinary words holds.
std::vector<detect::KnownIdentity> InventPeople(Chance& chance);

// "Kovizun": three syllables.
std::string InventWord(Chance& chance);

}  // namespace fun::auditor
