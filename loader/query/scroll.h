// Every hit of a search, page by page.
//
// By the scroll API.  It shows the index as it was at the start, so that a load at the same time
// neither repeats nor hides a hit, and every server from Elasticsearch 7 to OpenSearch 3 has it.
// search_after would need a point in time, which not all of them have, or a field that is unique:
// @timestamp is not, and a server may be set so that nothing is sorted by _id.
//
// The server keeps the search for five minutes after each page, and is told when it may forget it.
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/json/value.h"
#include "loader/query/hit_printer.h"
#include "loader/server/http.h"

namespace fun::loader {

// Prints the hits of `body`, whose size and from do not count, in its order; without a sort in that
// of the index, which is the cheapest.  Memory is that of a page of 1,000.  kUsage when the query
// also asks for aggregations or is at fault; kIncomplete when fewer or more hits came than the
// server counted, a shard failed or a stop was requested.
Result<void> PrintEveryHit(Http& http, const std::string& index, json::Value body,
                           HitPrinter& printer);

// kIncomplete when a shard failed or the search timed out: the answer is not whole.
Result<void> CheckWhole(const SearchAnswer& found);

}  // namespace fun::loader
