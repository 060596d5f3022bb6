// The tables that Markdown and HTML share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auditor/report/report.h"

namespace fun::auditor {

// A word and how often; the most frequent first where order has no meaning of its own.
struct Counted {
  std::string word;
  std::uint64_t count = 0;
};

std::vector<Counted> CountedPlaces(const Audit& audit);  // "email /a/*/b"
std::vector<Counted> CountedDays(const Audit& audit);    // in their order

// Rules with findings: the worst first, then by id.
std::vector<std::pair<std::string_view, std::uint64_t>> RulesByWorst(const Audit& audit);

// Name and value: policy, digests, version …
std::vector<std::pair<std::string, std::string>> Terms(const Heading& heading);

// The baseline's entries: what it names, state, findings accepted, last day, owner, reason.
std::vector<std::vector<std::string>> BaselineRows(const Heading& heading);
inline constexpr std::string_view kBaselineHeads[] = {"entry",   "state", "findings",
                                                      "expires", "owner", "reason"};

}  // namespace fun::auditor
