// Whom a raw log names: usernames, e-mails, names and user ids that its fields state.
//
// The judge's own reading: it goes by the policy (what becomes a pseudonym or is dropped) and by
// what keys mean, so that whoever is named in a field is looked for in all of the anonymized log.
#pragma once

#include <vector>

#include "auditor/differential/raw_lines.h"
#include "core/base/error.h"
#include "core/detect/known/identities.h"

namespace fun::auditor {

// All of `lines`, each once, in their order of kind and value.  Memory grows with the number of
// people, not of lines.  Errors as RawLines::Next.
Result<std::vector<detect::KnownIdentity>> GatherIdentities(const event::Policy& policy,
                                                            RawLines& lines, std::size_t max_depth);

}  // namespace fun::auditor
