#include "auditor/own_rules.h"

#include <algorithm>
#include <array>

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
    {kIncompleteRule, kError, "what a limit keeps from being looked into: too deep or too long"},
    {kLineRule, kError, "line that cannot be read"},
    {kMissingRule, kError, "line or part of one that only the raw log has"},
    {kPseudonymRule, kError, "user id or session that is no pseudonym"},
    {kUnkeyedHashRule, kError, "unkeyed hash of a known name, username or e-mail"},
    {kUnknownEventTypeRule, kWarning, "type of event that the platform is not known to write"},
    {kUnknownFieldRule, kError, "field that the policy does not list"},
    {kUnknownKeyRule, kWarning, "key that neither the policy nor the platform's list knows"},
    {kUsernameRule, kError, "username that is no pseudonym"},
    {kWeakKeyRule, kError, "pseudonym of a known person under a key that everybody knows"},
    {kWrongPseudonymRule, kError, "pseudonym that the key does not make of the raw value"},
};
// clang-format on

}  // namespace

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
