// The two looks around a rule's pattern: before it, whether a match is possible
// at all (each a necessary condition of pattern and second look together; a
// test holds the detector with and without them against each other), and after
// it, whether the match is what it looks like in its surroundings.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldEmail(const ByteSummary& summary, std::string_view text);
bool MayHoldIpv4(const ByteSummary& summary, std::string_view text);
bool MayHoldIpv6(const ByteSummary& summary, std::string_view text);
bool MayHoldPhone(const ByteSummary& summary, std::string_view text);

// Not the file name of a course asset (`asset-v1:…+block@plan.pdf`), nor of an
// image for dense screens (`icon@2x.png`).
bool IsEmail(std::string_view text, Span match);

// Four octets that stand alone, are not the version of a product
// (`Chrome/116.0.5845.96`), and are not cut to the network already.
bool IsFullIpv4(std::string_view text, Span match);

// An address with at least two groups that stands alone and is not cut to its network already.
bool IsFullIpv6(std::string_view text, Span match);

// 8 to 15 digits that stand alone, without the 00 of other countries, and are no date with the
// hour of a time behind it.  A bare run of digits, or one with a decimal point, needs a `+` or
// a word such as "tel" before it: ids, counters and coordinates are digits too.
bool IsPhone(std::string_view text, Span match);

}  // namespace fun::detect
