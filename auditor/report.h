// The reports of an audit: for people and for machines.
//
// Neither holds a byte of a value.  Both are functions of their arguments alone: no clock, no
// host, so that the same log gives the same bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/audit.h"
#include "core/event/policy.h"

namespace fun::auditor {

inline constexpr std::size_t kMostFindingsInJson = 100'000;

// What a report says besides the audit itself.
struct Heading {
  const event::Policy& policy;
  Verdict verdict = Verdict::kClean;
  std::vector<std::string> inputs;  // names by number
};

// A table of rules, up to `most` places, the verdict.
std::string TextReport(const Audit& audit, const Heading& heading, std::size_t most);

// {"tool", "version", "commit", "policy", "policy_digest", "rules_digest", "verdict", "counts",
// "rules", "findings", "findings_omitted"}; a finding a line.
std::string JsonReport(const Audit& audit, const Heading& heading);

// "read 3 = judged 1 + rejected 1 + blank 1".
std::string AuditEquation(const record::LineCounts& counts);

}  // namespace fun::auditor
