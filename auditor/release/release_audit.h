// An audit of a release directory that ends with a signature: --sign.
//
// What is signed are the digests of the very bytes that were judged: the release is hashed MiB by
// MiB, and read by the same descriptors, each MiB held against its digest before its lines are
// judged.  Nobody else can change the release in the meantime, as far as they are our tools.
#pragma once

#include <optional>
#include <vector>

#include "auditor/audit.h"
#include "auditor/options.h"
#include "auditor/report/report.h"
#include "core/base/error.h"
#include "core/stream/fixed_file.h"
#include "keys/release/open_release.h"
#include "keys/signing/signing_key.h"

namespace fun::auditor {

// kUsage when --sign comes with anything but one folder to audit, or with a report that would be
// written into it.  For a run without --sign nothing.
Result<void> CheckSignOptions(const Options& options);

class ReleaseAudit {
 public:
  // Loads the signing key and opens the release to change it; then `options` name its data files,
  // its policy and, for --raw, its name.  Errors as SigningKey::Load, OpenReleaseForChange and
  // PolicyOfRelease; kUsage when --policy or --release contradict it.
  static Result<ReleaseAudit> Open(Options& options);

  // The data files, to be read once more.  Errors as FixedFile::Again.
  Result<std::vector<stream::FixedFile>> Files() const;

  // Writes reports, list and envelope into the release: all or nothing, see ReplaceAudit.
  Result<void> Sign(const Audit& audit, const Heading& heading) const;

  const std::string& key_id() const { return key_.Id(); }

 private:
  ReleaseAudit(keys::SigningKey key, keys::Release release)
      : key_(std::move(key)), release_(std::move(release)) {}
  Result<void> TakeFlags(Options& options) const;
  Result<void> TakeName(DifferentialOptions& options) const;

  keys::SigningKey key_;
  keys::Release release_;
};

// Nothing without --sign; else as ReleaseAudit::Open.
Result<std::optional<ReleaseAudit>> OpenIfSigned(Options& options);

}  // namespace fun::auditor
