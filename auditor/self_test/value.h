// Invented personal data: a value for each rule of core/detect/rules.h.
//
// Addresses, domains and telephone numbers are of ranges that are kept for examples and fiction:
// RFC 2606, 5737 and 3849; ARCEP 06 39 98, Ofcom 020 7946 0, NANPA 555-01.
#pragma once

#include <string>
#include <string_view>

#include "auditor/self_test/chance.h"

namespace fun::auditor {

// Text in which `rule` has to find something, with the word before it that the rule asks for
// ("SIREN 732 829 320"); "" for a rule that nothing is invented for.
std::string InventValue(std::string_view rule, Chance& chance);

// Digits that `rule` has to find as a JSON number; "" when it finds none without a word.
std::string InventNumber(std::string_view rule, Chance& chance);

}  // namespace fun::auditor
