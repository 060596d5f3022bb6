// What became of the baseline's entries, once all lines are judged.
//
// An entry that is not as it should be is a finding itself, a warning (kBaselineExpiredRule …),
// whose line is the entry's in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/audit.h"
#include "auditor/baseline/baseline.h"

namespace fun::auditor {

enum class EntryState : std::uint8_t {
  kUsed,      // accepts what it should
  kExpiring,  // the same, for 14 days or less
  kUnused,    // accepts nothing: it may go
  kExceeded,  // more than `max`: all of it are findings
  kExpired,   // accepts nothing any more
};

// "used", "expiring" …
std::string_view NameOf(EntryState state);

struct EntryOutcome {
  EntryState state = EntryState::kUsed;
  std::uint64_t count = 0;  // accepted; of kExceeded what was not
};

// Takes back what was accepted beyond a `max`, and adds the warnings as findings of the input with
// number `input`, the baseline.  By entry.
std::vector<EntryOutcome> Settle(const Baseline& baseline, std::uint32_t input, Audit& audit);

}  // namespace fun::auditor
