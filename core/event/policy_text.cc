#include "core/event/policy_text.h"

#include <algorithm>

#include "core/event/nearest.h"
#include "core/event/policy_reader.h"

namespace fun::event {
namespace {

constexpr std::string_view kTopKeys[] = {"version", "extends", "unknown", "rule", "allow"};
constexpr std::string_view kAllowKeys[] = {"path", "rule", "why"};
constexpr std::string_view kUnknowns[] = {"scan", "drop", "refuse", "keep"};

// "did you mean WORD?", or all there are.
std::string HintOf(std::string_view word, Words words) {
  if (const auto nearest = NearestWord(word, words)) {
    return "did you mean \"" + std::string(*nearest) + "\"?";
  }
  return "one of: " + Listed(words);
}

}  // namespace

std::string Listed(Words words) {
  std::string list;
  for (const std::string_view word : words) list.append(list.empty() ? "" : ", ").append(word);
  return list;
}

std::unexpected<Error> PolicyReader::Fault(const toml::source_region& region, std::string_view what,
                                           std::string hint) const {
  std::string message(place_);
  message.append(":").append(std::to_string(region.begin.line));
  message.append(":").append(std::to_string(region.begin.column)).append(": ").append(what);
  return Failure(ExitCode::kUsage, std::move(message), std::move(hint));
}

std::optional<Error> PolicyReader::CheckKeys(const toml::table& table, Words known) const {
  for (const auto& [key, value] : table) {
    if (std::ranges::find(known, key.str()) != known.end()) continue;
    return Fault(key.source(), "no such key in a policy", HintOf(key.str(), known)).error();
  }
  return std::nullopt;
}

// "" if the table has no such key.
Result<std::string> PolicyReader::TextOf(const toml::table& table, std::string_view key) const {
  const toml::node* const node = table.get(key);
  if (node == nullptr) return std::string();
  const auto text = node->value_exact<std::string>();
  if (!text) return Fault(node->source(), std::string(key) + " is a string");
  return *text;
}

// The number of the word in `words`; their number if the table has no such key.
Result<std::size_t> PolicyReader::WordOf(const toml::table& table, std::string_view key,
                                         Words words) const {
  if (!table.contains(key)) return words.size();
  const auto text = TextOf(table, key);
  if (!text) return std::unexpected(text.error());
  const auto found = std::ranges::find(words, std::string_view(*text));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  return Fault(table.get(key)->source(), "no such " + std::string(key), HintOf(*text, words));
}

std::optional<Error> PolicyReader::ReadTables(const toml::table& file, std::string_view key,
                                              Each each) {
  const toml::node* const node = file.get(key);
  if (node == nullptr) return std::nullopt;
  const toml::array* const array = node->as_array();
  const std::string wanted =
      std::string(key) + " is a list of tables: [[" + std::string(key) + "]]";
  if (array == nullptr) return Fault(node->source(), wanted).error();
  for (const toml::node& item : *array) {
    if (!item.is_table()) return Fault(item.source(), wanted).error();
    if (auto error = (this->*each)(*item.as_table())) return error;
  }
  return std::nullopt;
}

Result<PolicyText> PolicyReader::Read(const toml::table& file) {
  auto error = CheckKeys(file, kTopKeys);
  if (!error) error = ReadTop(file);
  if (!error) error = ReadTables(file, "rule", &PolicyReader::ReadRule);
  if (!error) error = ReadTables(file, "allow", &PolicyReader::ReadAllowance);
  if (!error) error = CheckInherited(file);
  if (error) return std::unexpected(std::move(*error));
  return std::move(text_);
}

std::optional<Error> PolicyReader::ReadTop(const toml::table& file) {
  const toml::node* const version = file.get("version");
  if (version == nullptr) return Fault({{1, 1}, {1, 1}, {}}, "a policy says version = 1").error();
  if (version->value_exact<std::int64_t>() != 1) {
    return Fault(version->source(), "this release reads version = 1 only").error();
  }
  if (file.contains("extends")) {
    std::vector<std::string_view> names;
    for (const BuiltInPolicy& each : BuiltInPolicies()) names.push_back(each.name);
    const auto base = WordOf(file, "extends", names);
    if (!base) return base.error();
    const BuiltInPolicy& built_in = BuiltInPolicies()[*base];
    if (built_in.name == place_)
      return Fault(file.get("extends")->source(), "extends itself").error();
    auto text = ParsePolicy(built_in.toml, built_in.name, {});
    if (!text) return text.error();
    text_ = std::move(*text);
    inherited_ = text_.rules.size();
  }
  const auto unknown = WordOf(file, "unknown", kUnknowns);
  if (!unknown) return unknown.error();
  if (*unknown < std::size(kUnknowns)) text_.unknown = static_cast<Unknown>(*unknown);
  if (!file.contains("unknown") && !file.contains("extends")) {
    return Fault(version->source(), "a policy says what becomes of unknown fields",
                 "unknown = \"scan\", \"drop\", \"refuse\" or \"keep\"; or it extends another")
        .error();
  }
  return std::nullopt;
}

// Where unknown fields go, nothing that is inherited may stay without a grammar either.
std::optional<Error> PolicyReader::CheckInherited(const toml::table& file) const {
  if (!is_closed() || inherited_ == 0) return std::nullopt;
  const auto lacks_grammar = [](const FieldRule& rule) {
    return MayHaveGrammar(rule.action) && rule.grammar == Grammar::kAny;
  };
  const auto inherited = std::span(text_.rules).first(inherited_);
  if (std::ranges::none_of(inherited, lacks_grammar)) return std::nullopt;
  const toml::node* const place = file.get(file.contains("unknown") ? "unknown" : "extends");
  return Fault(place->source(), "what this extends leaves fields without a grammar",
               "extend strict, or list the fields that stay")
      .error();
}

std::optional<Error> PolicyReader::ReadAllowance(const toml::table& table) {
  if (auto error = CheckKeys(table, kAllowKeys)) return error;
  for (const std::string_view key : kAllowKeys) {
    const auto text = TextOf(table, key);
    if (!text) return text.error();
    if (text->empty() && key != "why") {
      return Fault(table.source(), "[[allow]] has a path and a rule").error();
    }
  }
  Allowance allowance = {*TextOf(table, "path"), *TextOf(table, "rule"), *TextOf(table, "why")};
  std::string_view fault = FaultOfSelector(allowance.path);
  if (fault.empty() && !allowance.path.starts_with('/')) fault = "what may stay is named by a path";
  if (!fault.empty()) return Fault(table.get("path")->source(), fault).error();
  if (!rule_ids_.empty()) {
    if (const auto known = WordOf(table, "rule", rule_ids_); !known) return known.error();
  }
  text_.allowances.push_back(std::move(allowance));
  return std::nullopt;
}

Result<PolicyText> ParsePolicy(std::string_view toml, std::string_view place,
                               std::span<const std::string_view> rule_ids) {
  PolicyReader reader(place, rule_ids);
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) return reader.Fault(parsed.error().source(), "no TOML from here on");
  auto text = reader.Read(parsed.table());
  if (text) text->toml = toml;
  return text;
}

}  // namespace fun::event
