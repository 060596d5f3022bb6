// Facets, which Elasticsearch 2 took out, as aggregations of the same names.
//
// The answer is that of aggregations: it stands in "aggregations", and the figures of a statistical
// or terms_stats facet in what extended_stats and stats say.
#pragma once

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// `facets` are aggregations afterwards, one for each.
void RewriteFacets(json::Value& facets, Rewriting& work);

}  // namespace fun::loader
