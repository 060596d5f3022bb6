#include "loader/query/dialect/fetched.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "loader/query/dialect/leaf.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::Value;
using json::ValueType;

// Nobody had these beside `fields` in 1.x.
constexpr std::string_view kYoungWords[] = {
    "_source",      "collapse",         "docvalue_fields", "pit",
    "search_after", "runtime_mappings", "stored_fields",   "track_total_hits",
};

bool IsNameOnly(const std::pair<std::string, Value>& item) { return item.second.is_string(); }

bool IsOldFields(const Value& body) {
  const Value* const fields = body.Find("fields");
  if (fields == nullptr) return false;
  if (fields->is_string()) return true;
  const auto has = [&body](std::string_view word) { return body.Find(word) != nullptr; };
  return fields->is_list() && std::ranges::all_of(fields->of, IsNameOnly) &&
         std::ranges::none_of(kYoungWords, has);
}

// The names that are no metadata; nothing is left when the whole document was asked for.
Value SourceOf(Value fields) {
  if (fields.is_string()) fields = ListOf({std::move(fields)});
  const auto is_whole = [](const auto& item) { return item.second.text == "_source"; };
  if (std::ranges::any_of(fields.of, is_whole)) return TrueValue();
  std::erase_if(fields.of, [](const auto& item) { return item.second.text.starts_with('_'); });
  if (fields.of.empty()) return {ValueType::kFalse};
  return fields;
}

void RewriteFields(Value& body, Rewriting& work) {
  if (!IsOldFields(body)) return;
  Value source = SourceOf(std::move(*MemberOf(body, "fields")));
  *MemberOf(body, "fields") = std::move(source);
  RenameMember(body, "fields", "_source");
  work.NoteMember("fields", "_source", "fields of the document stand under _source of each hit");
}

void Append(Value& list, Value items) {
  if (items.is_string()) items = ListOf({std::move(items)});
  for (auto& item : items.of) list.of.push_back(std::move(item));
}

void RewritePartialFields(Value& body, Rewriting& work) {
  auto partial = TakeMember(body, "partial_fields");
  if (!partial) return;
  if (body.Find("_source") != nullptr) {
    return work.RefuseMember("partial_fields", "_source or fields stands beside it",
                             "leave one of them");
  }
  Value includes = {ValueType::kList};
  Value excludes = {ValueType::kList};
  for (auto& [name, part] : partial->of) {
    if (auto include = TakeMember(part, "include")) Append(includes, std::move(*include));
    if (auto exclude = TakeMember(part, "exclude")) Append(excludes, std::move(*exclude));
  }
  Value source = {ValueType::kObject};
  if (!includes.of.empty()) source.Add("includes", std::move(includes));
  if (!excludes.of.empty()) source.Add("excludes", std::move(excludes));
  body.Add("_source", std::move(source));
  work.NoteMember("partial_fields", "_source", "Elasticsearch 2 took partial_fields out");
}

void RewriteSourceFilter(Value& body, Rewriting& work) {
  Value* const source = MemberOf(body, "_source");
  if (source == nullptr || !source->is_object()) return;
  const Rewriting::Inside inside(work, "_source");
  constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"include", "includes"},
                                                                      {"exclude", "excludes"}};
  for (const auto& [old, now] : kNames) {
    if (RenameMember(*source, old, now)) work.NoteMember(old, now, "the word is another");
  }
}

void CheckScriptFields(const Value& body, Rewriting& work) {
  const Value* const fields = body.Find("script_fields");
  if (fields == nullptr) return;
  const Rewriting::Inside inside(work, "script_fields");
  for (const auto& [name, field] : fields->of) {
    const Rewriting::Inside at(work, name);
    CheckScript(field, work);
  }
}

}  // namespace

void RewriteFetched(Value& body, Rewriting& work) {
  RewriteFields(body, work);
  RewritePartialFields(body, work);
  RewriteSourceFilter(body, work);
  CheckScriptFields(body, work);
  if (RenameMember(body, "fielddata_fields", "docvalue_fields")) {
    work.NoteMember("fielddata_fields", "docvalue_fields", "the word is another");
  }
}

}  // namespace fun::loader
