// IP addresses in text, told from versions, times and names with colons.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldIpv4(const ByteSummary& summary, std::string_view text);
bool MayHoldIpv6(const ByteSummary& summary, std::string_view text);

// Four octets that stand alone, are not the version of a product
// (`Chrome/116.0.5845.96`, "version 1.2.3.4") nor the number of a section, and
// are not cut to the network already.
bool IsFullIpv4(std::string_view text, Span& match);

// An address with at least two groups and a digit that stands alone and is not cut to its
// network already; with its zone, if it has one.
bool IsFullIpv6(std::string_view text, Span& match);

}  // namespace fun::detect
