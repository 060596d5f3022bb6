#include "loader/release/trusted.h"

#include <filesystem>
#include <span>
#include <utility>

#include "keys/release/open_release.h"
#include "keys/release/release_policy.h"
#include "keys/release/trust.h"

namespace fun::loader {
namespace {

// Flags that say something else than the release.
Result<void> CheckFlagsOf(const keys::Release& release, const event::Policy& policy,
                          const Options& options) {
  if (auto checked = keys::CheckPolicyFlag(options.policy, policy); !checked) return checked;
  const std::string_view name = release.Info(record::kReleaseNameLabel);
  if (options.release.empty() || name.empty() || options.release == name) return {};
  return Failure(ExitCode::kUsage, "--release is not the name of the release",
                 "leave it out: the release says which it is");
}

Result<keys::TrustRuling> TrustOf(const keys::Release& release, const Options& options) {
  keys::TrustDemand demand;
  auto keys = keys::LoadTrustedKeys(options.trust);
  if (!keys) return std::unexpected(keys.error());
  demand.keys = std::move(*keys);
  if (!options.policy.empty()) {
    auto digest = keys::PolicyDigestOf(options.policy);
    if (!digest) return std::unexpected(digest.error());
    demand.policy = std::move(*digest);
  }
  return keys::JudgeTrust(release, demand);
}

void SayWhoIsTrusted(const keys::TrustRuling& ruling, const Options& options) {
  if (options.input.quiet) return;
  for (const keys::SignedBy& signer : ruling.signers) {
    Say(kTool,
        "signed " + std::string(NameOf(signer.result)) + " by " + keys::KeyWords(signer.key_id));
  }
  Say(kTool, options.identities.empty() ? "the release is trusted: its lines are not judged again"
                                        : "the release is trusted; its lines are judged all the "
                                          "same, for --identities");
}

}  // namespace

Result<void> CheckTrustOptions(const Options& options) {
  if (options.trust.empty()) return {};
  std::error_code ignored;
  const std::vector<std::string>& inputs = options.input.inputs;
  if (inputs.size() == 1 && std::filesystem::is_directory(inputs.front(), ignored)) return {};
  return Failure(ExitCode::kUsage, "--trust is for one release directory",
                 "name it as the only INPUT; without --trust every line is judged");
}

Result<std::optional<std::vector<stream::FixedFile>>> OpenIfTrusted(Options& options) {
  if (options.trust.empty()) return std::nullopt;
  auto release = keys::OpenRelease(options.input.inputs.front());
  if (!release) return std::unexpected(release.error());
  auto policy = keys::PolicyOfRelease(*release);
  if (!policy) return std::unexpected(policy.error());
  if (auto checked = CheckFlagsOf(*release, *policy, options); !checked) {
    return std::unexpected(checked.error());
  }
  const auto ruling = TrustOf(*release, options);
  if (!ruling) return std::unexpected(ruling.error());
  if (!ruling->is_trusted()) {
    for (const std::string& reason : std::span(ruling->reasons).subspan(1)) Say(kTool, reason);
    return std::unexpected(keys::ErrorOfDistrust(*ruling));
  }
  SayWhoIsTrusted(*ruling, options);
  options.policy = policy->name();
  options.policy_of_release.emplace(std::move(*policy));
  if (const auto name = release->Info(record::kReleaseNameLabel); !name.empty()) {
    options.release = name;
  }
  options.input.inputs.clear();
  for (const stream::FixedFile& file : release->payload) {
    options.input.inputs.push_back(file.name());
  }
  return std::move(release->payload);
}

}  // namespace fun::loader
