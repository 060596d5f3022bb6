#include "auditor/release/statement_of.h"

#include <algorithm>
#include <utility>

#include "auditor/own_rules.h"
#include "core/base/encoding.h"
#include "core/base/process.h"
#include "keys/release/sign.h"
#include "keys/release/trust.h"

namespace fun::auditor {
namespace {

// A rule that nothing was held against has not passed.
bool WasLookedFor(std::string_view rule, const Heading& heading) {
  if (rule == kIdentityRule || rule == kUnkeyedHashRule || rule == kWeakKeyRule) {
    return heading.knows_people;
  }
  if (rule == kWrongPseudonymRule || rule == kChangedRule || rule == kAddedRule ||
      rule == kMissingRule) {
    return heading.differential.has_value();
  }
  if (rule.starts_with("baseline-")) return heading.baseline != nullptr;
  return rule != kUnknownFieldRule || heading.policy.is_closed();
}

void AddTest(std::string_view rule, const Audit& audit, const Heading& heading,
             record::Statement& statement) {
  const auto found = audit.rules().find(rule);
  const std::string name(rule);
  if (found != audit.rules().end() && found->second != 0) {
    const bool is_failed = SeverityOf(rule) >= heading.threshold;
    (is_failed ? statement.failed : statement.warned).push_back(name);
  } else if (WasLookedFor(rule, heading)) {
    statement.passed.push_back(name);
  }
}

json::Value Notes() { return {json::ValueType::kObject}; }

json::Value NotesOfRules(const Audit& audit, const Heading& heading) {
  json::Value notes = Notes();
  notes.Add("tool", json::StringValue("funaudit " + VersionText()))
      .Add("fail_on", json::StringValue(detect::NameOf(heading.threshold)))
      .Add("known_people", json::StringValue(heading.knows_people ? "yes" : "no"))
      .Add("exhaustive", json::StringValue(heading.is_exhaustive ? "yes" : "no"))
      .Add("read", json::NumberValue(audit.counts().read))
      .Add("judged", json::NumberValue(audit.counts().out))
      .Add("rejected", json::NumberValue(audit.counts().rejected))
      .Add("blank", json::NumberValue(audit.counts().blank))
      .Add("findings", json::NumberValue(audit.FindingCount()))
      .Add("accepted", json::NumberValue(audit.AcceptedCount()));
  return notes;
}

// bag-info.txt is signed by its digest; these are for those who read the statement alone.
json::Value NotesOfInfo(const keys::Release& release) {
  json::Value notes = Notes();
  for (const auto& [key, label] :
       {std::pair("release", record::kReleaseNameLabel),
        std::pair("linkable", record::kLinkableLabel), std::pair("key_id", record::kKeyIdLabel)}) {
    const std::string_view value = release.Info(label);
    if (!value.empty()) notes.Add(key, json::StringValue(value));
  }
  return notes;
}

}  // namespace

record::Statement StatementOf(const Audit& audit, const Heading& heading,
                              const keys::Release& release) {
  record::Statement statement;
  statement.subjects = keys::SubjectsOf(release);
  statement.result = heading.verdict == Verdict::kPassed ? record::TestResult::kPassed
                                                         : record::TestResult::kFailed;
  statement.configuration = {
      {std::string(keys::kPolicyResource), heading.policy.Digest(),
       Notes().Add("name", json::StringValue(heading.policy.name()))},
      {std::string(keys::kRulesResource), detect::RulesDigest(), NotesOfRules(audit, heading)}};
  for (record::Resource& paper : keys::PapersOf(release)) {
    if (paper.name == record::kInfoName) paper.annotations = NotesOfInfo(release);
    statement.configuration.push_back(std::move(paper));
  }
  if (heading.baseline != nullptr) {
    statement.configuration.push_back({std::string(keys::kBaselineResource),
                                       EncodeHex(AsBytes(Sha256::Of(heading.baseline->text())))});
  }
  for (const std::string_view rule : detect::RuleIds()) AddTest(rule, audit, heading, statement);
  for (const std::string_view rule : OwnRules()) AddTest(rule, audit, heading, statement);
  return statement;
}

}  // namespace fun::auditor
