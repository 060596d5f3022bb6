// Reads the TOML of a policy: only for policy_text.cc and policy_rules.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/toml.h"
#include "core/event/policy_text.h"

namespace fun::event {

using Words = std::span<const std::string_view>;

// Reads one file; the first fault ends it.
class PolicyReader {
 public:
  PolicyReader(std::string_view place, Words rule_ids) : place_(place), rule_ids_(rule_ids) {}

  Result<PolicyText> Read(const toml::table& file);
  std::unexpected<Error> Fault(const toml::source_region& region, std::string_view what,
                               std::string hint = "") const;

 private:
  std::optional<Error> ReadTop(const toml::table& file);
  std::optional<Error> ReadRules(const toml::table& file);
  std::optional<Error> ReadRule(const toml::table& table);
  std::optional<Error> ReadAction(const toml::table& table, FieldRule& rule);
  std::optional<Error> ReadGrammar(const toml::table& table, FieldRule& rule);
  std::optional<Error> ReadWords(const toml::table& table, FieldRule& rule);
  std::optional<Error> AddSelector(const toml::node& node, const FieldRule& rule);
  std::optional<Error> ReadAllowance(const toml::table& table);
  std::optional<Error> CheckKeys(const toml::table& table, Words known) const;
  Result<std::string> TextOf(const toml::table& table, std::string_view key) const;
  Result<std::size_t> WordOf(const toml::table& table, std::string_view key, Words words) const;
  using Each = std::optional<Error> (PolicyReader::*)(const toml::table&);
  std::optional<Error> ReadTables(const toml::table& file, std::string_view key, Each each);
  std::optional<Error> CheckInherited(const toml::table& file) const;
  bool is_closed() const {
    return text_.unknown == Unknown::kDrop || text_.unknown == Unknown::kRefuse;
  }

  std::string_view place_;
  Words rule_ids_;
  PolicyText text_;
  std::size_t inherited_ = 0;  // rules of what is extended, at the front
};

// "scan, drop, …".
std::string Listed(Words words);

// True for actions that leave what may be text: a grammar can be asked for.
constexpr bool MayHaveGrammar(Action action) {
  return action == Action::kKeep || action == Action::kScan || action == Action::kTemplate;
}

}  // namespace fun::event
