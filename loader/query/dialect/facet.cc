#include "loader/query/dialect/facet.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "loader/query/dialect/aggregation.h"
#include "loader/query/dialect/clause.h"
#include "loader/query/dialect/field_name.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::NumberValue;
using json::StringValue;
using json::Value;
using json::ValueType;

constexpr std::string_view kValue = "value";  // the aggregation of a facet's value_field

struct Order {
  std::string_view facet;
  std::string_view by;
  std::string_view direction;
};

// clang-format off
constexpr Order kOrders[] = {
    {"count", "_count", "desc"},        {"reverse_count", "_count", "asc"},
    {"term", "_key", "asc"},            {"reverse_term", "_key", "desc"},
    {"total", "value.sum", "desc"},     {"reverse_total", "value.sum", "asc"},
    {"min", "value.min", "asc"},        {"reverse_min", "value.min", "desc"},
    {"max", "value.max", "desc"},       {"reverse_max", "value.max", "asc"},
    {"mean", "value.avg", "desc"},      {"reverse_mean", "value.avg", "asc"},
};
// clang-format on

void RefuseScripts(const Value& body, Rewriting& work) {
  for (const std::string_view key : {"script", "script_field", "value_script", "key_script"}) {
    if (body.Find(key) != nullptr) {
      work.RefuseMember(key, "no server runs the scripts of Elasticsearch 1.x",
                        "write an aggregation with a script in Painless");
    }
  }
}

// "fields": ["a"] and "key_field" are "field".
void NameField(Value& body, Rewriting& work) {
  RenameMember(body, "key_field", "field");
  if (auto fields = TakeMember(body, "fields")) {
    if (fields->of.size() != 1) {
      return work.RefuseMember("fields", "an aggregation is of one field", "write one for each");
    }
    body.of.emplace(body.of.begin(), "field", std::move(fields->of.front().second));
  }
  RewriteFieldIn(body, "field", work);
  if (body.Find("field") == nullptr) work.Refuse("it names no field", R"(as in "field": "x")");
}

void RewriteFacetOrder(Value& body, Rewriting& work) {
  RenameMember(body, "comparator", "order");
  Value* const order = MemberOf(body, "order");
  if (order == nullptr || !order->is_string()) return;
  const auto* const found = std::ranges::find(kOrders, order->text, &Order::facet);
  if (found == std::end(kOrders)) {
    return work.RefuseMember("order", "it is no order of a facet", "as in \"count\", \"term\"");
  }
  *order = ObjectOf(found->by, StringValue(found->direction));
}

Value Aggregation(std::string_view type, Value body) { return ObjectOf(type, std::move(body)); }

// {"type": body} with stats of the value field, if there is one.
Value WithStats(std::string_view type, Value body, Rewriting& work) {
  RewriteFieldIn(body, "value_field", work);
  auto field = TakeMember(body, "value_field");
  Value made = Aggregation(type, std::move(body));
  if (field) {
    Value stats = Aggregation("stats", ObjectOf("field", std::move(*field)));
    made.Add("aggs", ObjectOf(kValue, std::move(stats)));
  }
  return made;
}

Value TermsOf(Value body, Rewriting& work) {
  NameField(body, work);
  RewriteFacetOrder(body, work);
  RewriteSizeOfTerms(body, work);
  if (RenameMember(body, "regex", "include")) TakeMember(body, "regex_flags");
  const auto all = TakeMember(body, "all_terms");
  if (all && all->type == ValueType::kTrue) body.Add("min_doc_count", NumberValue(0));
  return WithStats("terms", std::move(body), work);
}

Value HistogramOf(std::string_view type, Value body, Rewriting& work) {
  NameField(body, work);
  if (body.Find("time_interval") != nullptr) {
    work.RefuseMember("time_interval", "a histogram is of numbers", "write a date_histogram");
  }
  if (type == "date_histogram") RewriteDateHistogram(body, work);
  if (body.Find("min_doc_count") == nullptr) body.Add("min_doc_count", NumberValue(1));
  return WithStats(type, std::move(body), work);
}

bool IsTextBound(const std::pair<std::string, Value>& bound) { return bound.second.is_string(); }

bool HasTextBounds(const std::pair<std::string, Value>& range) {
  return std::ranges::any_of(range.second.of, IsTextBound);
}

// {"range": {"grade": [...]}} is short for field and ranges.
Value RangeOf(Value body, Rewriting& work) {
  if (body.of.size() == 1 && body.of.front().second.is_list()) {
    auto [field, ranges] = std::move(body.of.front());
    body = ObjectOf("field", StringValue(field));
    body.Add("ranges", std::move(ranges));
  }
  NameField(body, work);
  const Value* const ranges = body.Find("ranges");
  const bool is_of_dates = ranges != nullptr && std::ranges::any_of(ranges->of, HasTextBounds);
  return WithStats(is_of_dates ? "date_range" : "range", std::move(body), work);
}

Value ByType(std::string_view type, Value body, Rewriting& work) {
  RefuseScripts(body, work);
  if (type == "query" || type == "filter") {
    RewriteClause(body, type == "query" ? Standing::kQuery : Standing::kOldFilter, work);
    return Aggregation("filter", IsIgnored(body) ? MatchAll() : std::move(body));
  }
  if (type == "terms" || type == "terms_stats") return TermsOf(std::move(body), work);
  if (type == "histogram" || type == "date_histogram") {
    return HistogramOf(type, std::move(body), work);
  }
  if (type == "range") return RangeOf(std::move(body), work);
  if (type == "statistical") {
    NameField(body, work);
    return Aggregation("extended_stats", std::move(body));
  }
  work.Refuse("there is no aggregation of its kind", "write the query anew, with aggs");
  return {};
}

// An aggregation over other documents than the query's: under one of the same name.
Value Within(std::string_view type, Value body, std::string_view name, Value aggregation) {
  Value outer = ObjectOf(type, std::move(body));
  outer.Add("aggs", ObjectOf(name, std::move(aggregation)));
  return outer;
}

bool IsSetting(const std::pair<std::string, Value>& member) {
  constexpr std::string_view kSettings[] = {"facet_filter", "global",       "nested",
                                            "mode",         "cache_filter", "scope"};
  return std::ranges::find(kSettings, member.first) != std::end(kSettings);
}

Value RewriteFacet(std::string_view name, Value facet, Rewriting& work) {
  const auto typed = std::ranges::find_if_not(facet.of, IsSetting);
  if (typed == facet.of.end() || !typed->second.is_object()) {
    work.Refuse("it says no kind of facet", R"(as in {"terms": {"field": "x"}})");
    return {};
  }
  const std::string type = typed->first;
  Value made;
  {
    const Rewriting::Inside inside(work, type);
    made = ByType(type, std::move(typed->second), work);
    work.Note("an aggregation", "Elasticsearch 2 took facets out");
  }
  if (auto filter = TakeMember(facet, "facet_filter")) {
    const Rewriting::Inside inside(work, "facet_filter");
    RewriteClause(*filter, Standing::kOldFilter, work);
    work.Note("an aggregation around it", "Elasticsearch 2 took facets out");
    if (!IsIgnored(*filter)) made = Within("filter", std::move(*filter), name, std::move(made));
  }
  if (auto path = TakeMember(facet, "nested")) {
    made = Within("nested", ObjectOf("path", std::move(*path)), name, std::move(made));
    work.NoteMember("nested", "an aggregation around it", "Elasticsearch 2 took facets out");
  }
  const auto global = TakeMember(facet, "global");
  if (global && global->type == ValueType::kTrue) {
    made = Within("global", {ValueType::kObject}, name, std::move(made));
    work.NoteMember("global", "an aggregation around it", "Elasticsearch 2 took facets out");
  }
  return made;
}

}  // namespace

void RewriteFacets(Value& facets, Rewriting& work) {
  if (!facets.is_object()) return work.Refuse("facets have names", R"(as in {"courses": {...}})");
  for (auto& [name, facet] : facets.of) {
    const Rewriting::Inside inside(work, name);
    facet = RewriteFacet(name, std::move(facet), work);
  }
}

}  // namespace fun::loader
