// Aggregations: what 1.x wrote otherwise within them.
#pragma once

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// The members of `aggs` or `aggregations`, whatever their names.
void RewriteAggregations(json::Value& aggregations, Rewriting& work);

// The interval, time zone and offset of a date_histogram's body; with an old interval,
// buckets without documents stay out, as in 1.x.
void RewriteDateHistogram(json::Value& body, Rewriting& work);

// "size": 0 meant all terms.
void RewriteSizeOfTerms(json::Value& body, Rewriting& work);

}  // namespace fun::loader
