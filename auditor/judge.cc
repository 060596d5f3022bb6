#include "auditor/judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "auditor/line_judge.h"
#include "auditor/place.h"

namespace fun::auditor {
namespace {

struct OwnRule {
  std::string_view id;
  detect::Severity severity;
  std::string_view what;
};

constexpr auto kError = detect::Severity::kError;
constexpr auto kWarning = detect::Severity::kWarning;

// clang-format off
constexpr OwnRule kOwnRules[] = {
    {kAddedRule, kError, "line or part of one that the raw log does not have"},
    {kBaselineExceededRule, kWarning, "baseline entry whose `max` is exceeded"},
    {kBaselineExpiredRule, kWarning, "baseline entry that has expired"},
    {kBaselineExpiringRule, kWarning, "baseline entry that expires within 14 days"},
    {kBaselineUnusedRule, kWarning, "baseline entry that accepts nothing"},
    {kChangedRule, kError, "value that is not as in the raw log"},
    {kDroppedFieldRule, kError, "field that the policy drops"},
    {kGrammarRule, kError, "value that is not of its field's grammar"},
    {kIdentityRule, kError, "name, username or e-mail of a known person"},
    {kIpFieldRule, kError, "address that is not cut to its network"},
    {kLayerLimitRule, kError, "JSON in strings or text in encodings, deeper than can be looked into"},
    {kLineRule, kError, "line that cannot be read"},
    {kMissingRule, kError, "line or part of one that only the raw log has"},
    {kPseudonymRule, kError, "user id or session that is no pseudonym"},
    {kUnknownEventTypeRule, kWarning, "type of event that the platform is not known to write"},
    {kUnknownFieldRule, kError, "field that the policy does not list"},
    {kUnknownKeyRule, kWarning, "key that neither the policy nor the platform's list knows"},
    {kUsernameRule, kError, "username that is no pseudonym"},
    {kWrongPseudonymRule, kError, "pseudonym that the key does not make of the raw value"},
};
// clang-format on

}  // namespace

struct Judge::State {
  LineJudge line_judge;
  JudgeOptions options;
};

Judge::Judge(const event::Policy& policy, const detect::Detector& detector,
             const detect::Identities* identities, JudgeOptions options)
    : state_(std::make_unique<State>(LineJudge(policy, detector, identities, options), options)) {}

Judge::Judge(Judge&&) noexcept = default;
Judge::~Judge() = default;

void Judge::FingerprintWith(Fingerprinter fingerprinter) {
  state_->line_judge.FingerprintWith(std::move(fingerprinter));
}

void Judge::CountFields() { state_->line_judge.CountFields(); }
void Judge::KeepFields(std::uint64_t line) { state_->line_judge.KeepFields(line); }
void Judge::MoveFields(Inventory& inventory) { state_->line_judge.MoveFields(inventory); }

std::string_view Judge::event_type() const { return state_->line_judge.event_type(); }

std::string_view Judge::JudgeLine(const event::Line& line, std::vector<Finding>& findings) {
  const std::size_t first = findings.size();
  if (line.text.size() > state_->options.max_line) {
    findings.push_back(FindingOfRefusal(event::kTooLong, state_->options.max_line));
    return event::kTooLong;
  }
  std::string_view refusal = line.refusal;
  if (refusal.empty()) refusal = state_->line_judge.JudgeEvent(line, findings);
  if (refusal.empty()) return refusal;
  findings.resize(first);
  const std::string_view reason = event::RefineRefusal(line, refusal);
  findings.push_back(FindingOfRefusal(reason, line.text.size()));
  findings.back().fingerprint = state_->line_judge.FingerprintOf(findings.back(), line.text);
  return reason;
}

Finding FindingOfRefusal(std::string_view reason, std::size_t bytes) {
  Finding finding;
  finding.rule = kLineRule;
  finding.string = {0, bytes};
  finding.shape = WithLength(reason, bytes);
  return finding;
}

std::span<const std::string_view> OwnRules() {
  static const auto ids = [] {
    std::array<std::string_view, std::size(kOwnRules)> all;
    std::ranges::transform(kOwnRules, all.begin(), &OwnRule::id);
    return all;
  }();
  return ids;
}

detect::Severity SeverityOf(std::string_view rule) {
  for (const detect::Rule& row : detect::Rules()) {
    if (row.id == rule) return row.severity;
  }
  for (const OwnRule& row : kOwnRules) {
    if (row.id == rule) return row.severity;
  }
  return detect::Severity::kError;
}

std::string_view WhatIs(std::string_view rule) {
  for (const OwnRule& row : kOwnRules) {
    if (row.id == rule) return row.what;
  }
  for (const detect::Rule& row : detect::Rules()) {
    if (row.id == rule) return row.what;
  }
  return {};
}

}  // namespace fun::auditor
