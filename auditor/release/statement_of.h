// What an audit attests of a release.
#pragma once

#include "auditor/audit.h"
#include "auditor/report/report.h"
#include "core/record/statement.h"
#include "keys/release/open_release.h"

namespace fun::auditor {

// Its tests are the rules that were looked for, by what they have found: nothing, something below
// the threshold, something at or above it.  PASSED or FAILED is the verdict, which is not
// incomplete.  Policy, rule table, papers and baseline are its configuration; counts, key id and
// name of the release stand in the annotations.
record::Statement StatementOf(const Audit& audit, const Heading& heading,
                              const keys::Release& release);

}  // namespace fun::auditor
