#include "loader/query/dialect/body.h"

#include <string>
#include <string_view>
#include <utility>

#include "loader/query/dialect/aggregation.h"
#include "loader/query/dialect/clause.h"
#include "loader/query/dialect/facet.h"
#include "loader/query/dialect/fetched.h"
#include "loader/query/dialect/field_name.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::NumberValue;
using json::StringValue;
using json::Value;
using json::ValueType;

void RewriteQueryMember(Value& body, Rewriting& work) {
  Value* const query = MemberOf(body, "query");
  if (query == nullptr) return;
  const Rewriting::Inside inside(work, "query");
  RewriteClause(*query, Standing::kQuery, work);
  if (!IsIgnored(*query)) return;
  *query = ObjectOf("match_none", {ValueType::kObject});
  work.Note("match_none", "a query that asks nothing found nothing in 1.x");
}

// 1.x's `filter` beside `query` narrows the hits and not the facets.
void RewriteFilterMember(Value& body, Rewriting& work) {
  Value* const filter = MemberOf(body, "filter");
  if (filter == nullptr) return;
  const Rewriting::Inside inside(work, "filter");
  RewriteClause(*filter, Standing::kOldFilter, work);
  if (IsIgnored(*filter)) {
    TakeMember(body, "filter");
    return work.Note("", "a filter that asks nothing");
  }
  if (!RenameMember(body, "filter", "post_filter")) {
    return work.Refuse("post_filter stands beside it", "leave one of them");
  }
  work.Note("post_filter", "the word is another since 1.0");
}

void RewriteFacetsMember(Value& body, Rewriting& work) {
  Value* const facets = MemberOf(body, "facets");
  if (facets == nullptr) return;
  const Rewriting::Inside inside(work, "facets");
  RewriteFacets(*facets, work);
  if (body.Find("aggregations") == nullptr && RenameMember(body, "facets", "aggs")) return;
  Value more = *TakeMember(body, "facets");
  const bool is_long = body.Find("aggregations") != nullptr;
  Value& aggregations = *MemberOf(body, is_long ? "aggregations" : "aggs");
  for (auto& [name, facet] : more.of) {
    if (aggregations.Find(name) != nullptr) {
      return work.RefuseMember(name, "an aggregation has the same name", "give it another");
    }
    aggregations.Add(name, std::move(facet));
  }
}

void RewriteSearchType(Value& body, Rewriting& work) {
  const auto type = TakeMember(body, "search_type");
  if (!type) return;
  if (type->text == "scan") {
    return work.RefuseMember("search_type", "no server scans any more", "funquery --all does");
  }
  if (type->text != "count") {
    return work.NoteMember("search_type", "", "it is no part of a query");
  }
  TakeMember(body, "size");
  body.Add("size", NumberValue(0));
  work.NoteMember("search_type", "size 0", "Elasticsearch 5 has no count");
}

void RewriteTimeout(Value& body, Rewriting& work) {
  Value* const timeout = MemberOf(body, "timeout");
  if (timeout == nullptr || !WholeNumber(timeout)) return;
  *timeout = StringValue(timeout->text + "ms");
  work.NoteMember("timeout", "milliseconds with their unit", "a time has a unit");
}

void RewriteRescore(Value& body, Rewriting& work) {
  Value* const rescore = MemberOf(body, "rescore");
  Value* const query = rescore == nullptr ? nullptr : MemberOf(*rescore, "query");
  Value* const clause = query == nullptr ? nullptr : MemberOf(*query, "rescore_query");
  if (clause == nullptr) return;
  const Rewriting::Inside inside(work, "rescore");
  const Rewriting::Inside of_query(work, "query");
  const Rewriting::Inside at(work, "rescore_query");
  RewriteClause(*clause, Standing::kQuery, work);
}

void RewriteClausesOfSearch(Value& body, Rewriting& work) {
  RewriteQueryMember(body, work);
  RewriteFilterMember(body, work);
  if (Value* const filter = MemberOf(body, "post_filter")) {
    const Rewriting::Inside inside(work, "post_filter");
    RewriteClause(*filter, Standing::kQuery, work);
  }
  RewriteRescore(body, work);
}

// {"order": "asc", "ignore_unmapped": true} of the field `name`.
void RewriteSortOf(std::string_view name, Value& how, Rewriting& work) {
  if (!how.is_object()) return;
  const Rewriting::Inside inside(work, name);
  if (const auto ignored = TakeMember(how, "ignore_unmapped")) {
    const bool is_no = ignored->type == ValueType::kFalse || how.Find("unmapped_type") != nullptr;
    if (!is_no) how.Add("unmapped_type", StringValue(UnmappedTypeOf(name)));
    work.NoteMember("ignore_unmapped", is_no ? "" : "unmapped_type",
                    "the word is another since 1.4");
  }
  if (const auto reverse = TakeMember(how, "reverse")) {
    const bool is_down = reverse->type == ValueType::kTrue && how.Find("order") == nullptr;
    if (is_down) how.Add("order", StringValue("desc"));
    work.NoteMember("reverse", is_down ? "order desc" : "", "the word is another");
  }
  if (auto path = TakeMember(how, "nested_path")) {
    Value nested = ObjectOf("path", std::move(*path));
    if (auto filter = TakeMember(how, "nested_filter")) {
      RewriteClause(*filter, Standing::kOldFilter, work);
      nested.Add("filter", std::move(*filter));
    }
    how.Add("nested", std::move(nested));
    work.NoteMember("nested_path", "nested", "Elasticsearch 8 takes no other");
  }
}

void RewriteSortKeys(Value& keys, Rewriting& work) {
  if (keys.is_string()) return RewriteFieldName(keys.text, work);
  for (auto& [name, how] : keys.of) {
    RewriteFieldName(name, work);
    RewriteSortOf(name, how, work);
  }
}

void CheckPage(const Value& body, Rewriting& work) {
  const std::uint64_t from = WholeNumber(body.Find("from")).value_or(0);
  const std::uint64_t size = WholeNumber(body.Find("size")).value_or(0);
  if (from <= kLastHit && size <= kLastHit && from + size <= kLastHit) return;
  work.RefuseMember(size > 0 ? "size" : "from", "from and size reach behind the 10,000th hit",
                    "funquery --all prints every hit");
}

}  // namespace

void RewriteSearch(Value& body, Rewriting& work) {
  RewriteClausesOfSearch(body, work);
  RewriteFacetsMember(body, work);
  for (const std::string_view key : {"aggs", "aggregations"}) {
    Value* const aggregations = MemberOf(body, key);
    if (aggregations == nullptr) continue;
    const Rewriting::Inside inside(work, key);
    RewriteAggregations(*aggregations, work);
  }
  RewriteFetched(body, work);
  RewriteSort(body, work);
  RewriteSearchType(body, work);
  RewriteTimeout(body, work);
  CheckPage(body, work);
}

void RewriteSort(Value& body, Rewriting& work) {
  Value* const sort = MemberOf(body, "sort");
  if (sort == nullptr) return;
  const Rewriting::Inside inside(work, "sort");
  if (!sort->is_list()) return RewriteSortKeys(*sort, work);
  for (std::size_t index = 0; index < sort->of.size(); ++index) {
    const Rewriting::Inside at(work, index);
    RewriteSortKeys(sort->of[index].second, work);
  }
}

}  // namespace fun::loader
