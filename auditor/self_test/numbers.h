// Invented numbers that satisfy their checksums, digits only unless said otherwise.
//
// The arithmetic is written anew from the standards: what the detectors compute wrong must not
// be computed wrong here too.
#pragma once

#include <string>

#include "auditor/self_test/chance.h"

namespace fun::auditor {

// A payment card, 15 or 16 digits.  Source: ISO/IEC 7812-1, annex B (Luhn).
std::string InventCard(Chance& chance);

// Upper case letters and digits.  Source: ISO 13616-1, ISO/IEC 7064 (mod 97-10).
std::string InventIban(Chance& chance);

// 15 characters with the key, of which the 7th may be A or B (Corsica).  Source: INSEE; the key is
// 97 less the number mod 97.
std::string InventNir(Chance& chance);

// 9 and 14 digits.  Source: ISO/IEC 7812-1, annex B (Luhn), for the whole and for its first nine.
std::string InventSiren(Chance& chance);
std::string InventSiret(Chance& chance);

// The digit that makes `digits` and it satisfy Luhn.
char LuhnDigit(const std::string& digits);

// `text` in groups of `sizes` ("3335"), what is left in one more, with `separator` between them.
std::string Grouped(const std::string& text, const std::string& sizes,
                    const std::string& separator);

}  // namespace fun::auditor
