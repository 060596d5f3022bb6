// What of a log's fields and types of event nobody knows, as findings.
#pragma once

#include "auditor/audit.h"

namespace fun::auditor {

// Behind the last chunk: adds one warning for each unknown key's place and each kind of unknown
// event type to `audit`, where it stood first; its shape says how often.
void AddUnknown(Audit& audit);

}  // namespace fun::auditor
