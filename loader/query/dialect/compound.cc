#include "loader/query/dialect/compound.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "loader/query/dialect/leaf.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::NumberValue;
using json::Value;
using json::ValueType;

Value& BodyOf(Value& clause) { return clause.of.front().second; }

// The member `name`, rewritten, out of the body.
std::optional<Value> TakeClause(Value& body, std::string_view name, Standing standing,
                                Rewriting& work) {
  std::optional<Value> taken = TakeMember(body, name);
  if (taken) {
    const Rewriting::Inside inside(work, name);
    RewriteClauses(*taken, standing, work);
  }
  return taken;
}

// What a body says besides its clauses: boost, _name.
void MoveMembers(Value& from, Value& to) {
  for (auto& [key, value] : from.of) to.Add(key, std::move(value));
}

// The list of `and` and `or`: the body, or its one member that is a list, whatever its name.
std::optional<Value> TakeFilters(Value& body, Rewriting& work) {
  if (body.is_list()) {
    RewriteClauses(body, Standing::kOldFilter, work);
    return std::exchange(body, Value{ValueType::kObject});
  }
  if (!body.is_object()) return std::nullopt;
  DropCacheKeys(body, work);
  for (const auto& [key, value] : body.of) {
    if (value.is_list()) return TakeClause(body, std::string(key), Standing::kOldFilter, work);
  }
  return std::nullopt;
}

bool HasClauses(const Value& body, std::string_view name) {
  const Value* const clauses = body.Find(name);
  return clauses != nullptr && !clauses->of.empty();
}

void KeepShould(Value& body, Rewriting& work) {
  const bool has_others = HasClauses(body, "must") || HasClauses(body, "filter");
  if (!HasClauses(body, "should") || !has_others) return;
  if (body.Find("minimum_should_match") != nullptr) return;
  body.Add("minimum_should_match", NumberValue(1));
  work.NoteMember("should", "should with minimum_should_match 1",
                  "in a filter of 1.x one of them had to hold");
}

}  // namespace

Value WithFilter(std::optional<Value> query, Value filter) {
  Value body = ObjectOf("must", query ? std::move(*query) : MatchAll());
  body.Add("filter", std::move(filter));
  return ObjectOf("bool", std::move(body));
}

void RewriteFiltered(Value& clause, Rewriting& work) {
  Value body = std::move(BodyOf(clause));
  DropCacheKeys(body, work);
  if (TakeMember(body, "strategy")) work.NoteMember("strategy", "", "the server decides by itself");
  auto query = TakeClause(body, "query", Standing::kQuery, work);
  auto filter = TakeClause(body, "filter", Standing::kOldFilter, work);
  if (query && IsIgnored(*query)) {
    clause = Value{ValueType::kObject};
    return work.Note("", "its query asks nothing");
  }
  if (!filter || IsIgnored(*filter)) {
    clause = query ? std::move(*query) : MatchAll();
    return work.Note("its query", "its filter asks nothing");
  }
  clause = WithFilter(std::move(query), std::move(*filter));
  MoveMembers(body, BodyOf(clause));
  work.Note("bool with must and filter", "Elasticsearch 5 took filtered out");
}

void RewriteJunction(Value& clause, Rewriting& work) {
  const bool is_and = clause.of.front().first == "and";
  Value body = std::move(BodyOf(clause));
  auto filters = TakeFilters(body, work);
  if (!filters) return work.Refuse("it holds no list of filters", R"(as in {"and": [...]})");
  if (filters->of.empty()) {
    clause = Value{ValueType::kObject};
    return work.Note("", "it asks nothing");
  }
  Value made = ObjectOf(is_and ? "filter" : "should", std::move(*filters));
  if (!is_and) made.Add("minimum_should_match", NumberValue(1));
  MoveMembers(body, made);
  clause = ObjectOf("bool", std::move(made));
  work.Note(is_and ? "bool with filter" : "bool with should",
            "Elasticsearch 5 took and, or, not out");
}

void RewriteNot(Value& clause, Rewriting& work) {
  Value body = std::move(BodyOf(clause));
  DropCacheKeys(body, work);
  auto name = TakeMember(body, "_name");
  auto filter = TakeClause(body, "filter", Standing::kOldFilter, work);
  if (!filter) {
    RewriteClause(body, Standing::kOldFilter, work);
    filter = std::move(body);
  }
  if (IsIgnored(*filter)) {
    clause = Value{ValueType::kObject};
    return work.Note("", "it asks nothing");
  }
  Value made = ObjectOf("must_not", std::move(*filter));
  if (name) made.Add("_name", std::move(*name));
  clause = ObjectOf("bool", std::move(made));
  work.Note("bool with must_not", "Elasticsearch 5 took and, or, not out");
}

void RewriteBool(Value& clause, Standing standing, Rewriting& work) {
  Value& body = BodyOf(clause);
  DropCacheKeys(body, work);
  RewriteMembers(clause, {"must", "should", "must_not", "filter"}, standing, work);
  if (RenameMember(body, "minimum_number_should_match", "minimum_should_match")) {
    work.NoteMember("minimum_number_should_match", "minimum_should_match", "the word is another");
  }
  if (TakeMember(body, "disable_coord")) {
    work.NoteMember("disable_coord", "", "no server scores so since Elasticsearch 6");
  }
  if (standing != Standing::kOldFilter) return;
  constexpr std::string_view kKinds[] = {"must", "should", "must_not", "filter"};
  const auto has = [&body](std::string_view kind) { return HasClauses(body, kind); };
  if (std::ranges::none_of(kKinds, has)) {
    clause = Value{ValueType::kObject};
    return work.Note("", "it asks nothing");
  }
  KeepShould(body, work);
}

void RewriteWrapper(Value& clause, Rewriting& work) {
  const bool is_named = clause.of.front().first == "fquery";
  Value body = std::move(BodyOf(clause));
  if (!is_named) {
    RewriteClause(body, Standing::kQuery, work);
    clause = std::move(body);
    return work.Note("the query in it", "a query is a filter by itself");
  }
  DropCacheKeys(body, work);
  auto query = TakeClause(body, "query", Standing::kQuery, work);
  if (!query) return work.Refuse("it holds no query", R"(as in {"fquery": {"query": {...}}})");
  clause = std::move(*query);
  if (!body.of.empty()) {
    Value made = ObjectOf("must", std::move(clause));
    MoveMembers(body, made);
    clause = ObjectOf("bool", std::move(made));
  }
  work.Note("the query in it", "a query is a filter by itself");
}

void RewriteConstantScore(Value& clause, Standing standing, Rewriting& work) {
  Value& body = BodyOf(clause);
  DropCacheKeys(body, work);
  RewriteMembers(clause, {"query", "filter"}, standing, work);
  if (RenameMember(body, "query", "filter")) {
    work.NoteMember("query", "filter", "constant_score takes a filter only");
  }
  const Value* const filter = body.Find("filter");
  if (filter != nullptr && IsIgnored(*filter)) *MemberOf(body, "filter") = MatchAll();
}

void RewriteJoin(Value& clause, Standing standing, Rewriting& work) {
  Value& body = BodyOf(clause);
  DropCacheKeys(body, work);
  RewriteMembers(clause, {"query", "filter"}, standing, work);
  if (RenameMember(body, "filter", "query")) {
    work.NoteMember("filter", "query", "a filter is a query");
  }
  if (TakeMember(body, "join")) work.NoteMember("join", "", "it always joins");
}

void RewriteFunctionScore(Value& clause, Rewriting& work) {
  Value& body = BodyOf(clause);
  RewriteMembers(clause, {"query", "filter"}, Standing::kQuery, work);
  if (auto filter = TakeMember(body, "filter")) {
    Value both = WithFilter(TakeMember(body, "query"), std::move(*filter));
    body.of.emplace(body.of.begin(), "query", std::move(both));
    work.NoteMember("filter", "a filter of its query", "Elasticsearch 5 has only query there");
  }
  constexpr std::string_view kWhy = "the word is another";
  if (RenameMember(body, "boost_factor", "weight")) work.NoteMember("boost_factor", "weight", kWhy);
  Value* const functions = MemberOf(body, "functions");
  if (functions == nullptr || !functions->is_list()) return;
  const Rewriting::Inside inside(work, "functions");
  for (std::size_t index = 0; index < functions->of.size(); ++index) {
    const Rewriting::Inside at(work, index);
    Value& function = functions->of[index].second;
    if (RenameMember(function, "boost_factor", "weight")) {
      work.NoteMember("boost_factor", "weight", kWhy);
    }
    if (Value* const filter = MemberOf(function, "filter")) {
      const Rewriting::Inside there(work, "filter");
      RewriteClause(*filter, Standing::kQuery, work);
    }
  }
}

void RewriteMembers(Value& clause, std::initializer_list<std::string_view> names, Standing standing,
                    Rewriting& work) {
  for (const std::string_view name : names) {
    Value* const clauses = MemberOf(BodyOf(clause), name);
    if (clauses == nullptr) continue;
    const Rewriting::Inside inside(work, name);
    RewriteClauses(*clauses, standing, work);
    if (standing == Standing::kOldFilter && IsIgnored(*clauses)) {
      TakeMember(BodyOf(clause), name);
      work.Note("", "a clause that asks nothing");
    }
  }
}

void DropClause(Value& clause, Rewriting& work) {
  clause = Value{ValueType::kObject};
  work.Note("", "Elasticsearch 2 took no notice of it any more; terminate_after is like it");
}

}  // namespace fun::loader
