// The policy that a release says it was made with.
#pragma once

#include "core/base/error.h"
#include "core/event/policy.h"
#include "keys/release/open_release.h"

namespace fun::keys {

// Of its policy.toml, or a built-in one by the name in bag-info.txt; under that name.  kVerify when
// there is none, or it is not the one whose digest bag-info.txt states.
Result<event::Policy> PolicyOfRelease(const Release& release);

// kUsage when `flag`, what --policy names ("": not given), is another policy than `policy`.  Errors
// as PolicyDigestOf.
Result<void> CheckPolicyFlag(const std::string& flag, const event::Policy& policy);

}  // namespace fun::keys
