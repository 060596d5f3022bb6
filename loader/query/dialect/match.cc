#include "loader/query/dialect/match.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "loader/query/dialect/field_name.h"
#include "loader/query/dialect/leaf.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::StringValue;
using json::Value;
using json::ValueType;

constexpr std::string_view kMissing = "_missing_:";

void DropMembers(Value& body, std::initializer_list<std::string_view> keys, Rewriting& work) {
  for (const std::string_view key : keys) {
    if (TakeMember(body, key)) work.NoteMember(key, "", "no server knows it since Elasticsearch 8");
  }
}

// match with {"type": "phrase"} is a query of its own today.
void SplitByType(Value& clause, KeyedValue& field, Rewriting& work) {
  const auto type = TakeMember(field.second, "type");
  if (!type) return;
  if (type->text == "boolean") return work.NoteMember("type", "", "match means it");
  if (type->text != "phrase" && type->text != "phrase_prefix") {
    return work.RefuseMember("type", "it is neither boolean, phrase nor phrase_prefix",
                             "name one of them");
  }
  const bool is_prefix = type->text == "phrase_prefix";
  DropMembers(field.second, {"operator"}, work);
  work.NoteMember("type", is_prefix ? "match_phrase_prefix" : "match_phrase",
                  "match has no types since Elasticsearch 6");
  clause.of.front().first = is_prefix ? "match_phrase_prefix" : "match_phrase";
}

bool IsWordStart(std::string_view text, std::size_t at) {
  return at == 0 || std::string_view(" \t\n\r(+-!&|").find(text[at - 1]) != std::string_view::npos;
}

// `text` with (*:* AND NOT _exists_:a) for each _missing_:a outside quotes; nothing without one.
std::optional<std::string> WithoutMissing(std::string_view text) {
  std::string made;
  bool is_quoted = false;
  bool has_missing = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"' && (at == 0 || text[at - 1] != '\\')) is_quoted = !is_quoted;
    if (is_quoted || !IsWordStart(text, at) || !text.substr(at).starts_with(kMissing)) {
      made += text[at];
      continue;
    }
    const std::size_t field = at + kMissing.size();
    const std::size_t end = std::min(text.size(), text.find_first_of(" \t\n\r)", field));
    made += "(*:* AND NOT _exists_:";
    made += text.substr(field, end - field);
    made += ')';
    at = end - 1;
    has_missing = true;
  }
  return has_missing ? std::optional(made) : std::nullopt;
}

}  // namespace

void RewriteMatch(Value& clause, Rewriting& work) {
  Value& body = clause.of.front().second;
  KeyedValue* const field = FieldOf(body, work);
  if (field == nullptr || !field->second.is_object()) return;
  const Rewriting::Inside at(work, field->first);
  DropMembers(field->second, {"cutoff_frequency", "use_dis_max"}, work);
  RewriteFuzziness(field->second, work);
  SplitByType(clause, *field, work);
}

void RewriteMultiMatch(Value& clause, Rewriting& work) {
  Value& body = clause.of.front().second;
  RewriteFieldIn(body, "fields", work);
  RewriteFuzziness(body, work);
  DropMembers(body, {"cutoff_frequency"}, work);
  if (const auto use = TakeMember(body, "use_dis_max")) {
    const bool is_no = use->type == ValueType::kFalse;
    if (is_no && body.Find("type") == nullptr) body.Add("type", StringValue("most_fields"));
    work.NoteMember("use_dis_max", is_no ? "type most_fields" : "", "type says it since 1.1");
  }
}

void RewriteQueryString(Value& clause, Rewriting& work) {
  Value& body = clause.of.front().second;
  RewriteFieldIn(body, "fields", work);
  RewriteFieldIn(body, "default_field", work);
  DropMembers(body,
              {"lowercase_expanded_terms", "locale", "use_dis_max", "auto_generate_phrase_queries",
               "fuzzy_min_sim", "split_on_whitespace"},
              work);
  Value* const query = MemberOf(body, "query");
  if (query == nullptr || !query->is_string() || clause.of.front().first != "query_string") return;
  if (auto text = WithoutMissing(query->text)) {
    query->text = std::move(*text);
    work.NoteMember("query", "one that asks for NOT _exists_",
                    "_missing_ finds nothing since Elasticsearch 5");
  }
}

void RewriteMoreLikeThis(Value& clause, Rewriting& work) {
  Value& body = clause.of.front().second;
  RewriteFieldIn(body, "fields", work);
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"like_text", "like"},
      {"min_word_len", "min_word_length"},
      {"max_word_len", "max_word_length"}};
  for (const auto& [old, now] : kNames) {
    if (RenameMember(body, old, now)) work.NoteMember(old, now, "the word is another");
  }
  if (body.Find("percent_terms_to_match") != nullptr) {
    work.RefuseMember("percent_terms_to_match", "it has another word and scale today",
                      "write minimum_should_match, as in \"30%\"");
  }
}

void RewriteFuzziness(Value& body, Rewriting& work) {
  Value* const fuzziness = MemberOf(body, "fuzziness");
  if (fuzziness == nullptr || !fuzziness->text.starts_with("0.")) return;
  *fuzziness = StringValue("AUTO");
  work.NoteMember("fuzziness", "AUTO", "it counts edits today, and no likeness");
}

}  // namespace fun::loader
