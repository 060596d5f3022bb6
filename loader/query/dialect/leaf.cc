#include "loader/query/dialect/leaf.h"

#include <algorithm>
#include <optional>

#include "loader/query/dialect/field_name.h"
#include "loader/query/dialect/match.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::Value;
using json::ValueType;

Value& LeafBody(Value& clause) { return clause.of.front().second; }

bool IsFieldName(const KeyedValue& member) {
  return member.first != "_name" && member.first != "boost" && member.first != "queryName";
}

// 1.x took a filter's _name beside the field, where these take it inside.
void MoveNameInside(Value& body, KeyedValue& field, Rewriting& work) {
  if (field.second.is_object() || field.second.is_list()) return;
  std::string key = field.first;
  auto name = TakeMember(body, "_name");
  if (!name) return;
  Value inside = ObjectOf("value", std::move(*MemberOf(body, key)));
  inside.Add("_name", std::move(*name));
  *MemberOf(body, key) = std::move(inside);
  work.NoteMember("_name", "_name inside the field", "it stands there today");
}

// Which of its list had to hold: 1.x's terms could ask for more than one.
std::optional<Value> TakeMinimum(Value& body, Rewriting& work) {
  std::optional<Value> minimum;
  for (const std::string_view key : {"minimum_should_match", "minimum_match"}) {
    if (body.of.size() < 2) break;
    auto taken = TakeMember(body, key);
    if (!taken) continue;
    work.NoteMember(key, "minimum_should_match of a bool", "terms takes none");
    minimum = std::move(taken);
  }
  if (body.of.size() > 1) {
    if (const auto execution = TakeMember(body, "execution")) {
      const bool is_and = execution->text.starts_with("and");
      work.NoteMember("execution", is_and ? "minimum_should_match of a bool" : "",
                      "the server decides by itself how it executes");
      const auto* const field = FieldOf(body, work);
      if (is_and && field != nullptr) minimum = json::NumberValue(field->second.of.size());
    }
    if (TakeMember(body, "disable_coord")) {
      work.NoteMember("disable_coord", "", "no server scores so since Elasticsearch 6");
    }
  }
  return minimum;
}

Value EachTerm(KeyedValue& field, Value minimum) {
  Value should = {ValueType::kList};
  for (auto& [key, term] : field.second.of) {
    should.of.emplace_back("", ObjectOf("term", ObjectOf(field.first, std::move(term))));
  }
  Value made = ObjectOf("should", std::move(should));
  made.Add("minimum_should_match", std::move(minimum));
  return ObjectOf("bool", std::move(made));
}

bool SaysNo(const std::optional<Value>& value) {
  return value && (value->type == ValueType::kFalse || value->text == "false");
}

// include_lower, include_upper: false when the bound itself is out.
bool TakeIncluded(Value& bounds, std::string_view key, Rewriting& work) {
  const auto included = TakeMember(bounds, key);
  if (included) work.NoteMember(key, "", "gt, gte, lt and lte say it");
  return !SaysNo(included);
}

void RewriteBound(Value& bounds, std::string_view old, bool is_open, Rewriting& work) {
  const bool is_from = old == "from";
  const std::string now = std::string(is_from ? "g" : "l") + (is_open ? "t" : "te");
  const Value* const bound = bounds.Find(old);
  if (bound == nullptr) return;
  if (bound->type == ValueType::kNull) {
    TakeMember(bounds, old);
    return work.NoteMember(old, "", "null is no bound");
  }
  if (RenameMember(bounds, old, now)) {
    work.NoteMember(old, now, "Elasticsearch 9 takes no other");
  }
}

}  // namespace

void DropCacheKeys(Value& body, Rewriting& work) {
  for (const std::string_view key : {"_cache", "_cache_key", "_cacheKey"}) {
    if (body.of.size() < 2 || !TakeMember(body, key)) continue;
    work.NoteMember(key, "", "the server decides by itself what it caches");
  }
}

KeyedValue* FieldOf(Value& body, Rewriting& work) {
  const auto at = std::ranges::find_if(body.of, IsFieldName);
  if (at == body.of.end() || std::count_if(at, body.of.end(), IsFieldName) != 1) return nullptr;
  RewriteFieldName(at->first, work);
  return &*at;
}

void RewriteMissing(Value& clause, Rewriting& work) {
  Value& body = LeafBody(clause);
  DropCacheKeys(body, work);
  RewriteExists(clause, work);
  if (SaysNo(TakeMember(body, "existence"))) {
    return work.Refuse("a stored null is no more told from a field that is not there",
                       "leave existence out");
  }
  if (TakeMember(body, "null_value")) {
    work.NoteMember("null_value", "", "a null counts as missing");
  }
  Value exists = ObjectOf("exists", std::move(body));
  clause = ObjectOf("bool", ObjectOf("must_not", std::move(exists)));
  work.Note("bool with must_not exists", "Elasticsearch 5 took missing out");
}

void RewriteExists(Value& clause, Rewriting& work) {
  Value& body = LeafBody(clause);
  DropCacheKeys(body, work);
  RewriteFieldIn(body, "field", work);
}

void RewriteTermLevel(Value& clause, Rewriting& work) {
  const std::string word = clause.of.front().first;
  Value& body = LeafBody(clause);
  DropCacheKeys(body, work);
  KeyedValue* const field = FieldOf(body, work);
  if (field == nullptr) return;
  Value& inside = field->second;
  {
    const Rewriting::Inside at(work, field->first);
    if (RenameMember(inside, word, "value")) {
      work.NoteMember(word, "value", "the word is another");
    }
    if (RenameMember(inside, "min_similarity", "fuzziness")) {
      work.NoteMember("min_similarity", "fuzziness", "the word is another");
    }
    RewriteFuzziness(inside, work);
  }
  MoveNameInside(body, *field, work);
}

void RewriteTerms(Value& clause, Rewriting& work) {
  Value& body = LeafBody(clause);
  DropCacheKeys(body, work);
  auto minimum = TakeMinimum(body, work);
  KeyedValue* const field = FieldOf(body, work);
  if (field == nullptr) return;
  const Rewriting::Inside at(work, field->first);
  if (field->second.is_object() && TakeMember(field->second, "type")) {  // terms of a document
    work.NoteMember("type", "", "documents have no types since Elasticsearch 8");
  }
  if (minimum && field->second.is_list()) clause = EachTerm(*field, std::move(*minimum));
}

void RewriteRange(Value& clause, Rewriting& work) {
  Value& body = LeafBody(clause);
  DropCacheKeys(body, work);
  if (body.of.size() > 1 && TakeMember(body, "execution")) {
    work.NoteMember("execution", "", "the server decides by itself how it executes");
  }
  KeyedValue* const field = FieldOf(body, work);
  if (field == nullptr || !field->second.is_object()) return;
  const Rewriting::Inside at(work, field->first);
  Value& bounds = field->second;
  const bool is_open_below = !TakeIncluded(bounds, "include_lower", work);
  const bool is_open_above = !TakeIncluded(bounds, "include_upper", work);
  RewriteBound(bounds, "from", is_open_below, work);
  RewriteBound(bounds, "to", is_open_above, work);
  if (is_open_below) RenameMember(bounds, "gte", "gt");
  if (is_open_above) RenameMember(bounds, "lte", "lt");
}

void RewriteIds(Value& clause, Rewriting& work) {
  Value& body = LeafBody(clause);
  for (const std::string_view key : {"type", "types"}) {
    if (TakeMember(body, key)) {
      work.NoteMember(key, "", "documents have no types since Elasticsearch 8");
    }
  }
  Value* const values = MemberOf(body, "values");
  if (values == nullptr || values->is_list()) return;
  *values = ListOf({std::exchange(*values, {})});
  work.NoteMember("values", "a list", "one id is a list too");
}

void RewriteType(Value& clause, Rewriting& work) {
  auto value = TakeMember(LeafBody(clause), "value");
  if (!value) return;
  clause = ObjectOf("term", ObjectOf("type", std::move(*value)));
  work.Note("term on the field type", "documents have no types since Elasticsearch 8");
}

void CheckScript(const Value& body, Rewriting& work) {
  const Value* const script = body.Find("script");
  const bool is_old = body.Find("lang") != nullptr || body.Find("params") != nullptr ||
                      body.Find("script_id") != nullptr || body.Find("script_file") != nullptr ||
                      (script != nullptr && script->is_string());
  if (!is_old) return;
  work.Refuse("no server runs the scripts of Elasticsearch 1.x",
              R"(write it in Painless, as {"script": {"source": "..."}})");
}

}  // namespace fun::loader
