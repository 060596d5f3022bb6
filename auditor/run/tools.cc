#include "auditor/run/tools.h"

#include <filesystem>
#include <span>
#include <utility>

#include "keys/key_file.h"
#include "keys/options.h"

namespace fun::auditor {
namespace {

Result<void> LoadFingerprintKey(const Options& options, Tools& tools) {
  if (options.fingerprint_key.empty()) return {};
  auto key =
      keys::ReadKeyFile(options.fingerprint_key, keys::AllowanceOf(options.differential.key));
  if (!key) return std::unexpected(key.error());
  auto id = keys::KeyId(key->secret);
  if (!id) return std::unexpected(id.error());
  tools.fingerprint_key.emplace(std::move(key->secret));
  tools.fingerprint_key_id = std::move(*id);
  return {};
}

Result<void> LoadBaseline(const Options& options, Tools& tools) {
  if (options.baseline.empty() && options.reports.new_baseline.empty()) return {};
  const auto now = NowOf();
  if (!now) return std::unexpected(now.error());
  tools.today = event::DayOf(*now);
  if (!options.reports.new_baseline.empty()) {
    if (!tools.fingerprint_key) {
      return Failure(ExitCode::kUsage, "a baseline names findings by their fingerprints",
                     "--fingerprint-key FILE; funkey generate -o FILE makes one");
    }
    if (std::filesystem::exists(options.reports.new_baseline)) {
      return Failure(ExitCode::kUsage, "a baseline is never written over a file",
                     "name another file, and take over from it what may stay");
    }
  }
  if (options.baseline.empty()) return {};
  auto baseline = Baseline::Load(options.baseline, {tools.today, tools.fingerprint_key_id});
  if (!baseline) return std::unexpected(baseline.error());
  tools.baseline.emplace(std::move(*baseline));
  return {};
}

}  // namespace

Result<Tools> LoadTools(const Options& options) {
  auto policy = options.policy_of_release
                    ? Result<event::Policy>(*options.policy_of_release)
                    : event::Policy::Load(options.policy.empty() ? "standard" : options.policy,
                                          detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  Tools tools = {.policy = std::move(*policy), .detector = detect::Detector()};
  auto loaded = LoadFingerprintKey(options, tools);
  if (loaded) loaded = LoadBaseline(options, tools);
  if (!loaded) return std::unexpected(loaded.error());
  const bool has_raw = !options.differential.raw.empty();
  std::span<const detect::KnownIdentity> gathered;
  if (has_raw) {
    auto made = Differential::Create(options.differential, tools.policy,
                                     {options.input.max_depth, options.input.max_line});
    if (!made) return std::unexpected(made.error());
    tools.differential.emplace(std::move(*made));
    gathered = tools.differential->people();
  }
  if (!options.identities.empty() || has_raw) {
    auto identities = detect::Identities::Load(options.identities, gathered);
    if (!identities) return std::unexpected(identities.error());
    tools.identities.emplace(std::move(*identities));
    if (options.exhaustive) tools.identities->PrepareExhaustiveScan();
  }
  tools.digests.emplace(tools.identities ? &*tools.identities : nullptr);
  return tools;
}

}  // namespace fun::auditor
