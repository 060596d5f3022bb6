// What one run of funaudit judges by: loaded once, shared by all threads.
#pragma once

#include <optional>
#include <string>

#include "auditor/baseline/baseline.h"
#include "auditor/differential/differential.h"
#include "auditor/options.h"
#include "auditor/pseudonyms/timed_digests.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"
#include "core/event/policy.h"
#include "core/event/time.h"
#include "keys/secret.h"

namespace fun::auditor {

// All members but `policy` and `detector` only if they are asked for.
struct Tools {
  event::Policy policy;
  detect::Detector detector;
  std::optional<detect::Identities> identities = std::nullopt;
  std::optional<TimedDigests> digests = std::nullopt;  // always
  std::optional<keys::Secret> fingerprint_key = std::nullopt;
  std::string fingerprint_key_id = {};
  event::EpochDay today = 0;  // where a baseline asks for it
  std::optional<Baseline> baseline = std::nullopt;
  std::optional<Differential> differential = std::nullopt;
};

// Errors as those of policy, key, baseline and identities.
Result<Tools> LoadTools(const Options& options);

}  // namespace fun::auditor
