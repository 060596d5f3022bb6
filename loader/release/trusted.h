// Loading a release that somebody to be trusted has audited: --trust.
//
// Its lines are not judged again.  What makes up for that: every file is hashed before anything is
// sent, the envelopes hold, and each MiB is held against its digest once more before its lines are
// used.
#pragma once

#include <optional>
#include <vector>

#include "core/base/error.h"
#include "core/stream/fixed_file.h"
#include "loader/options.h"

namespace fun::loader {

// kUsage when --trust comes with anything but one folder as INPUT.
Result<void> CheckTrustOptions(const Options& options);

// Without --trust nothing.  Else the data files of the release, for the reader; `options` then name
// them, the release's policy and its name.  kUsage when --policy or --release contradict the
// release; kVerify when it does not verify or is not to be trusted, which is said in full; else as
// keys::OpenRelease and keys::LoadTrustedKeys.
Result<std::optional<std::vector<stream::FixedFile>>> OpenIfTrusted(Options& options);

}  // namespace fun::loader
