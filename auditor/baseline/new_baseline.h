// A baseline to begin with: the fingerprints of what was found, for people to look at.
#pragma once

#include <string>
#include <string_view>

#include "auditor/audit.h"
#include "core/event/time.h"

namespace fun::auditor {

// An entry for each fingerprint that may be accepted among the stored findings, the worst first.
// Reason and owner are empty: such an entry is refused until somebody has filled them in.  Each
// expires 90 days after `today`.
std::string NewBaseline(const Audit& audit, std::string_view key_id, event::EpochDay today);

}  // namespace fun::auditor
