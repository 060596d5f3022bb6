#include "loader/query/dialect/aggregation.h"

#include <string>
#include <string_view>

#include "loader/query/dialect/body.h"
#include "loader/query/dialect/clause.h"
#include "loader/query/dialect/field_name.h"
#include "loader/query/dialect/interval.h"
#include "loader/query/dialect/leaf.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::NumberValue;
using json::StringValue;
using json::Value;

constexpr std::uint64_t kMostTerms = 10'000;

void RewriteOrder(Value& order, Rewriting& work) {
  if (order.is_list()) {
    for (auto& [key, one] : order.of) RewriteOrder(one, work);
    return;
  }
  for (const std::string_view old : {"_term", "_time"}) {
    if (RenameMember(order, old, "_key")) work.NoteMember(old, "_key", "the word is another");
  }
}

// {"pattern": "x", "flags": …} is a pattern alone today.
void RewritePattern(Value& body, std::string_view key, Rewriting& work) {
  Value* const value = MemberOf(body, key);
  if (value == nullptr || !value->is_object()) return;
  auto pattern = TakeMember(*value, "pattern");
  if (!pattern) return;
  if (value->Find("flags") != nullptr) {
    return work.RefuseMember(key, "patterns have no flags any more", "write the pattern without");
  }
  *value = std::move(*pattern);
  work.NoteMember(key, "its pattern", "a pattern stands alone today");
}

void RewriteTermsAggregation(Value& body, Rewriting& work) {
  RewriteSizeOfTerms(body, work);
  RewritePattern(body, "include", work);
  RewritePattern(body, "exclude", work);
}

// +2, "-2" and "2" were hours; names and "+02:00" are as today.
void RewriteZone(Value& body, Rewriting& work) {
  if (RenameMember(body, "pre_zone", "time_zone")) {
    work.NoteMember("pre_zone", "time_zone", "Elasticsearch 2 has one zone");
  }
  Value* const zone = MemberOf(body, "time_zone");
  if (zone == nullptr || zone->text.empty()) return;
  std::string_view hours = zone->text;
  const bool is_west = hours.front() == '-';
  if (is_west || hours.front() == '+') hours.remove_prefix(1);
  if (hours.empty() || hours.size() > 2 || hours.find_first_not_of("0123456789") != hours.npos) {
    return;
  }
  std::string text = is_west ? "-" : "+";
  if (hours.size() == 1) text += '0';
  *zone = StringValue(text + std::string(hours) + ":00");
  work.NoteMember("time_zone", "hours and minutes", "it is an offset like +02:00 or a name");
}

void RewriteInterval(Value& body, Rewriting& work) {
  const Value* const old = body.Find("interval");
  if (old == nullptr) return;
  const auto interval = IntervalOf(*old);
  if (!interval) {
    return work.RefuseMember("interval", "it is no width that the server could keep",
                             R"(as in "month", "1d", "90m")");
  }
  const std::string_view now = interval->is_calendar ? "calendar_interval" : "fixed_interval";
  if (!RenameMember(body, "interval", now)) return;
  *MemberOf(body, now) = StringValue(interval->text);
  work.NoteMember("interval", now, "Elasticsearch 8 takes no interval");
  if (body.Find("min_doc_count") != nullptr) return;
  body.Add("min_doc_count", NumberValue(1));
  work.NoteMember("min_doc_count", "1", "1.x left empty buckets out");
}

void RewriteFilters(Value& body, Rewriting& work) {
  Value* const filters = MemberOf(body, "filters");
  if (filters == nullptr) return;
  const Rewriting::Inside inside(work, "filters");
  if (filters->is_list()) return RewriteClauses(*filters, Standing::kQuery, work);
  for (auto& [name, filter] : filters->of) {
    const Rewriting::Inside at(work, name);
    RewriteClause(filter, Standing::kQuery, work);
  }
}

void RewriteBody(std::string_view type, Value& body, Rewriting& work) {
  if (type == "filter") return RewriteClause(body, Standing::kQuery, work);
  RewriteFieldIn(body, "field", work);
  if (type == "filters") RewriteFilters(body, work);
  if (type == "top_hits") RewriteSort(body, work);
  if (type == "date_histogram") RewriteDateHistogram(body, work);
  if (type == "terms" || type == "significant_terms") RewriteTermsAggregation(body, work);
  if (type == "cardinality" && TakeMember(body, "rehash")) {
    work.NoteMember("rehash", "", "the server decides by itself");
  }
  if (type == "percentiles" && body.Find("compression") != nullptr) {
    body.Add("tdigest", ObjectOf("compression", *TakeMember(body, "compression")));
    work.NoteMember("compression", "compression of tdigest", "it belongs to that method");
  }
  if (Value* const filter = MemberOf(body, "background_filter")) {
    const Rewriting::Inside inside(work, "background_filter");
    RewriteClause(*filter, Standing::kQuery, work);
  }
  if (Value* const order = MemberOf(body, "order")) {
    const Rewriting::Inside inside(work, "order");
    RewriteOrder(*order, work);
  }
  if (body.Find("script") != nullptr) CheckScript(body, work);
}

}  // namespace

void RewriteAggregations(Value& aggregations, Rewriting& work) {
  if (!aggregations.is_object()) return;
  for (auto& [name, aggregation] : aggregations.of) {
    if (!aggregation.is_object()) continue;
    const Rewriting::Inside inside(work, name);
    for (auto& [type, body] : aggregation.of) {
      const Rewriting::Inside at(work, type);
      if (type == "aggs" || type == "aggregations") {
        RewriteAggregations(body, work);
      } else if (type != "meta" && body.is_object()) {
        RewriteBody(type, body, work);
      }
    }
  }
}

void RewriteDateHistogram(Value& body, Rewriting& work) {
  RewriteInterval(body, work);
  RewriteZone(body, work);
  if (RenameMember(body, "pre_offset", "offset")) {
    work.NoteMember("pre_offset", "offset", "Elasticsearch 2 has one offset");
  }
  for (const std::string_view key :
       {"post_zone", "post_offset", "factor", "pre_zone_adjust_large_interval"}) {
    if (TakeMember(body, key)) {
      work.NoteMember(key, "", "Elasticsearch 2 took it out; keys are in UTC");
    }
  }
}

void RewriteSizeOfTerms(Value& body, Rewriting& work) {
  if (WholeNumber(body.Find("size")) == 0U) {
    *MemberOf(body, "size") = NumberValue(kMostTerms);
    work.NoteMember("size", "10000", "no server gives all terms for 0; more of them are left out");
  }
  if (WholeNumber(body.Find("shard_size")) == 0U) {
    TakeMember(body, "shard_size");
    work.NoteMember("shard_size", "", "no server takes 0");
  }
}

}  // namespace fun::loader
