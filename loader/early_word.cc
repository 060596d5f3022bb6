#include "loader/early_word.h"

#include <algorithm>
#include <string>

#include "core/stream/progress.h"

namespace fun::loader {
namespace {

// Conformity findings of a line that was anonymized by the contract of 2015: it keeps ip, user_id
// and session.
bool IsKeptBySeed(const auditor::Finding& finding) {
  if (finding.rule == auditor::kIpFieldRule || finding.rule == auditor::kPseudonymRule) return true;
  return (finding.rule == "ipv4" || finding.rule == "ipv6") && finding.pointer == "/ip";
}

const record::Tally::value_type* LargestOf(const record::Tally& tally) {
  const auto largest = std::ranges::max_element(
      tally, {}, [](const record::Tally::value_type& row) { return row.second; });
  return largest == tally.end() ? nullptr : &*largest;
}

}  // namespace

void EarlyWord::Add(const Ruling& ruling) {
  ++judged_;
  if (ruling.verdict == Verdict::kReject) {
    ++refusals_[ruling.refusal];
    return;
  }
  for (auto finding = ruling.findings.begin(); finding != ruling.findings.end(); ++finding) {
    const auto is_same = [&](const auditor::Finding& other) { return other.rule == finding->rule; };
    if (std::none_of(ruling.findings.begin(), finding, is_same)) ++rules_[finding->rule];
  }
  if (!ruling.findings.empty() && std::ranges::all_of(ruling.findings, IsKeptBySeed)) {
    ++seed_like_;
  }
}

std::uint64_t EarlyWord::CountOf(std::string_view rule) const {
  const auto found = rules_.find(rule);
  return found == rules_.end() ? 0 : found->second;
}

std::optional<Error> EarlyWord::Refusal(std::string_view policy) const {
  const auto* rule = LargestOf(rules_);
  const auto* refusal = LargestOf(refusals_);
  const bool is_rule = refusal == nullptr || (rule != nullptr && rule->second >= refusal->second);
  const auto* const reason = is_rule ? rule : refusal;
  if (reason == nullptr || 2 * reason->second <= judged_) return std::nullopt;
  std::string message = "nothing was sent: " + stream::WithThousands(reason->second) +
                        " of the first " + stream::WithThousands(judged_) + " lines ";
  message += is_rule ? "fail the rule " : "cannot be read: ";
  message += reason->first;
  return Error{ExitCode::kNo, std::move(message),
               std::string(HintFor(is_rule ? reason->first : auditor::kLineRule, policy))};
}

std::string_view EarlyWord::HintFor(std::string_view reason, std::string_view policy) const {
  if (reason == auditor::kLineRule) {
    return "is this a tracking log, one JSON object a line? --rejects FILE keeps the lines";
  }
  // Any of these in more than a stray line: the anonymizer was not at work here.
  const std::uint64_t raw =
      std::max(CountOf(auditor::kUsernameRule), CountOf(auditor::kDroppedFieldRule));
  if (10 * raw > judged_) {
    return policy == "seed" ? "this looks like a raw log: pipe it through funanon --policy seed"
                            : "this looks like a raw log: pipe it through funanon";
  }
  if (policy != "seed" && 2 * seed_like_ > judged_) {
    return "made with --policy seed? then load with --policy seed; else anonymize again";
  }
  if (reason == auditor::kIdentityRule) {
    return "anonymize again with the same --identities, or load without them";
  }
  return "--quarantine FILE keeps the lines to look at; anonymize again with funanon";
}

}  // namespace fun::loader
