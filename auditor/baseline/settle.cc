#include "auditor/baseline/settle.h"

namespace fun::auditor {
namespace {

constexpr std::uint64_t kMillion = 1'000'000;

// Rounded up: one finding in a short log is no more than one in a long one.
std::uint64_t MostIn(std::uint64_t lines, std::uint64_t most_a_million) {
  const std::uint64_t whole = lines / kMillion * most_a_million;
  return whole + (lines % kMillion * most_a_million + kMillion - 1) / kMillion;
}

EntryState StateOf(const Baseline& baseline, const BaselineEntry& entry, std::uint64_t count,
                   std::uint64_t lines) {
  if (baseline.IsExpired(entry)) return EntryState::kExpired;
  if (count == 0) return EntryState::kUnused;
  if (entry.most_a_million != 0 && count > MostIn(lines, entry.most_a_million)) {
    return EntryState::kExceeded;
  }
  return baseline.ExpiresSoon(entry) ? EntryState::kExpiring : EntryState::kUsed;
}

// "" for what is as it should be.
std::string_view RuleOf(EntryState state) {
  switch (state) {
    case EntryState::kUsed:
      return {};
    case EntryState::kExpiring:
      return kBaselineExpiringRule;
    case EntryState::kUnused:
      return kBaselineUnusedRule;
    case EntryState::kExceeded:
      return kBaselineExceededRule;
    case EntryState::kExpired:
      return kBaselineExpiredRule;
  }
  return {};
}

}  // namespace

std::string_view NameOf(EntryState state) {
  const std::string_view rule = RuleOf(state);
  return rule.empty() ? "used" : rule.substr(std::string_view("baseline-").size());
}

std::vector<EntryOutcome> Settle(const Baseline& baseline, std::uint32_t input, Audit& audit) {
  const std::uint64_t lines = audit.counts().read - audit.counts().blank;
  std::vector<EntryOutcome> outcomes;
  for (std::size_t i = 0; i < baseline.entries().size(); ++i) {
    const BaselineEntry& entry = baseline.entries()[i];
    const auto accepted = audit.accepted().find(i);
    const std::uint64_t count = accepted == audit.accepted().end() ? 0 : accepted->second.count;
    const EntryState state = StateOf(baseline, entry, count, lines);
    if (state == EntryState::kExceeded) audit.TakeBack(i, {entry.rule, entry.pattern});
    outcomes.push_back({state, count});
  }
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const std::string_view rule = RuleOf(outcomes[i].state);
    if (rule.empty()) continue;
    Finding finding;
    finding.rule = rule;
    finding.severity = SeverityOf(rule);
    audit.AddOne({input, baseline.entries()[i].line, std::move(finding)});
  }
  return outcomes;
}

}  // namespace fun::auditor
