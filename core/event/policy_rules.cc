// The [[rule]] tables of a policy.
#include <algorithm>
#include <array>

#include "core/event/policy_reader.h"

namespace fun::event {
namespace {

constexpr std::string_view kRuleKeys[] = {"select",  "action", "domain", "kind",
                                          "grammar", "words",  "why"};
constexpr std::string_view kActions[] = {"keep",        "scan",     "drop",   "pseudonym",
                                         "truncate-ip", "template", "coarsen"};
constexpr std::string_view kDomains[] = {"username", "user_id", "session", "anonymous_id"};
constexpr std::string_view kKinds[] = {"time", "agent"};
constexpr std::size_t kMostRules = 10'000;

}  // namespace

std::optional<Error> PolicyReader::ReadRule(const toml::table& table) {
  if (auto error = CheckKeys(table, kRuleKeys)) return error;
  FieldRule rule;
  if (auto error = ReadAction(table, rule)) return error;
  if (auto error = ReadGrammar(table, rule)) return error;
  const auto why = TextOf(table, "why");
  if (!why) return why.error();
  rule.why = *why;
  const toml::node* const select = table.get("select");
  if (select == nullptr) return Fault(table.source(), "a rule says what it selects").error();
  if (!select->is_array()) return AddSelector(*select, rule);
  for (const toml::node& item : *select->as_array()) {
    if (auto error = AddSelector(item, rule)) return error;
  }
  return std::nullopt;
}

std::optional<Error> PolicyReader::AddSelector(const toml::node& node, const FieldRule& rule) {
  const auto selector = node.value_exact<std::string>();
  if (!selector) return Fault(node.source(), "select is a string or a list of strings").error();
  if (const auto fault = FaultOfSelector(*selector); !fault.empty()) {
    return Fault(node.source(), fault).error();
  }
  std::vector<FieldRule>& rules = text_.rules;
  const auto known = std::ranges::find(rules, *selector, &FieldRule::selector);
  if (known - rules.begin() >= static_cast<std::ptrdiff_t>(inherited_) && known != rules.end()) {
    return Fault(node.source(), "this is selected twice").error();
  }
  if (rules.size() == kMostRules) return Fault(node.source(), "more than 10,000 rules").error();
  // What is inherited gives way: its place is taken, and the rule counts as this file's own.
  if (known != rules.end()) {
    rules.erase(known);
    --inherited_;
  }
  rules.push_back(rule);
  rules.back().selector = *selector;
  return std::nullopt;
}

// What TOML says in two words is one action.
std::optional<Error> PolicyReader::ReadAction(const toml::table& table, FieldRule& rule) {
  const auto action = WordOf(table, "action", kActions);
  if (!action) return action.error();
  const auto domain = WordOf(table, "domain", kDomains);
  if (!domain) return domain.error();
  const auto kind = WordOf(table, "kind", kKinds);
  if (!kind) return kind.error();
  if (*action == std::size(kActions)) return Fault(table.source(), "a rule has an action").error();
  constexpr std::array kSimple = {Action::kKeep, Action::kScan,       Action::kDrop,
                                  Action::kKeep, Action::kTruncateIp, Action::kTemplate,
                                  Action::kKeep};
  rule.action = kSimple[*action];
  const bool is_pseudonym = kActions[*action] == "pseudonym";
  const bool is_coarsened = kActions[*action] == "coarsen";
  const toml::source_region& place = table.get("action")->source();
  if (is_pseudonym != table.contains("domain")) {
    return Fault(place, "domain belongs to the action pseudonym, and only there",
                 "one of: " + Listed(kDomains))
        .error();
  }
  if (is_coarsened != table.contains("kind")) {
    return Fault(place, "kind belongs to the action coarsen, and only there",
                 "one of: " + Listed(kKinds))
        .error();
  }
  const auto from = [](Action first, std::size_t number) {
    return static_cast<Action>(static_cast<std::size_t>(first) + number);
  };
  if (is_pseudonym) rule.action = from(Action::kPseudonymUsername, *domain);
  if (is_coarsened) rule.action = from(Action::kCoarsenTime, *kind);
  return std::nullopt;
}

std::optional<Error> PolicyReader::ReadGrammar(const toml::table& table, FieldRule& rule) {
  const auto grammar = WordOf(table, "grammar", GrammarNames());
  if (!grammar) return grammar.error();
  const bool may_have = MayHaveGrammar(rule.action);
  if (*grammar < GrammarNames().size()) {
    if (!may_have) {
      return Fault(table.get("grammar")->source(), "what this action leaves has a grammar already")
          .error();
    }
    rule.grammar = static_cast<Grammar>(*grammar);
  } else if (may_have && is_closed()) {
    return Fault(table.get("action")->source(),
                 "where unknown fields go, a field that stays has a grammar",
                 "one of: " + Listed(GrammarNames()))
        .error();
  }
  return ReadWords(table, rule);
}

std::optional<Error> PolicyReader::ReadWords(const toml::table& table, FieldRule& rule) {
  const toml::node* const words = table.get("words");
  if ((words != nullptr) != (rule.grammar == Grammar::kWords)) {
    return Fault((words != nullptr ? words : table.get("grammar"))->source(),
                 "words belong to grammar = \"words\", and only there")
        .error();
  }
  if (words == nullptr) return std::nullopt;
  if (!words->is_array()) return Fault(words->source(), "words is a list of strings").error();
  for (const toml::node& item : *words->as_array()) {
    const auto word = item.value_exact<std::string>();
    if (!word) return Fault(item.source(), "words is a list of strings").error();
    rule.words.push_back(*word);
  }
  return std::nullopt;
}

}  // namespace fun::event
