#include "loader/gate.h"

#include <utility>

namespace fun::loader {

namespace {

auditor::JudgeOptions WithDigests(auditor::JudgeOptions options,
                                  const auditor::KnownDigests& digests) {
  options.digests = &digests;
  return options;
}

}  // namespace

Result<std::unique_ptr<Gate>> Gate::Make(const GateOptions& options) {
  auto policy = options.policy_of_release
                    ? Result<event::Policy>(*options.policy_of_release)
                    : event::Policy::Load(options.policy.empty() ? "standard" : options.policy,
                                          detect::RuleIds());
  if (!policy) return std::unexpected(policy.error());
  std::optional<detect::Identities> identities;
  if (!options.identities.empty()) {
    auto loaded = detect::Identities::Load(options.identities);
    if (!loaded) return std::unexpected(loaded.error());
    identities.emplace(std::move(*loaded));
  }
  return std::unique_ptr<Gate>(new Gate(std::move(*policy), std::move(identities), options));
}

Gate::Gate(event::Policy policy, std::optional<detect::Identities> identities,
           const GateOptions& options)
    : policy_(std::move(policy)),
      identities_(std::move(identities)),
      digests_(identities_ ? &*identities_ : nullptr),
      passes_all_(options.is_trusted && !identities_),
      judge_(policy_, detector_, identities_ ? &*identities_ : nullptr,
             WithDigests(options.judge, digests_)) {}

const Ruling& Gate::Judge(const event::Line& line) {
  if (passes_all_) return ruling_;
  ruling_.findings.clear();
  ruling_.refusal = judge_.JudgeLine(line, ruling_.findings);
  std::erase_if(ruling_.findings, [](const auditor::Finding& finding) {
    return finding.severity != detect::Severity::kError;
  });
  if (!ruling_.refusal.empty()) {
    ruling_.verdict = Verdict::kReject;
  } else {
    ruling_.verdict = ruling_.findings.empty() ? Verdict::kPass : Verdict::kQuarantine;
  }
  return ruling_;
}

}  // namespace fun::loader
