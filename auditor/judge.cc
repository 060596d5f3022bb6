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
  std::string_view what;
};

// clang-format off
constexpr OwnRule kOwnRules[] = {
    {kDroppedFieldRule, "field that the policy drops"},
    {kGrammarRule, "value that is not of its field's grammar"},
    {kIdentityRule, "name, username or e-mail of a known person"},
    {kIpFieldRule, "address that is not cut to its network"},
    {kLayerLimitRule, "JSON in strings or text in encodings, deeper than can be looked into"},
    {kLineRule, "line that cannot be read"},
    {kPseudonymRule, "user id or session that is no pseudonym"},
    {kUnkeyedHashRule, "unkeyed hash of a known name, username or e-mail"},
    {kUnknownFieldRule, "field that the policy does not list"},
    {kUsernameRule, "username that is no pseudonym"},
    {kWeakKeyRule, "pseudonym of a known person under a key that everybody knows"},
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
