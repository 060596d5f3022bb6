#include "loader/gate.h"

#include <utility>

#include "auditor/judge/layer_visitor.h"
#include "core/json/both_visitors.h"

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
      max_depth_(options.judge.max_depth),
      judge_(policy_, detector_, identities_ ? &*identities_ : nullptr,
             WithDigests(options.judge, digests_)) {}

const Ruling& Gate::Judge(const event::Line& line, MemberVisitor& reader) {
  ruling_.findings.clear();
  ruling_.refusal = Walk(line, reader);
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

// Returns "" or why the line cannot be read.
std::string_view Gate::Walk(const event::Line& line, MemberVisitor& reader) {
  std::string_view refusal = passes_all_ ? line.refusal : judge_.Begin(line, ruling_.findings);
  if (refusal.empty() && passes_all_) {
    refusal = event::WalkLine(line, max_depth_, reader);
  } else if (refusal.empty()) {
    auditor::LayerVisitor judging = judge_.visitor();
    json::BothVisitors both(judging, reader);
    refusal = event::WalkLine(line, max_depth_, both);
  }
  if (!passes_all_) return judge_.End(line, refusal, ruling_.findings);
  return refusal.empty() ? refusal : event::RefineRefusal(line, refusal);
}

}  // namespace fun::loader
