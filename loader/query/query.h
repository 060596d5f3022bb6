// Posts a query file to the server and prints its answer.
//
// What the old helper script did, for queries as they were written then: what Elasticsearch 1.x
// took is rewritten for the servers of today (loader/query/dialect), and each change is said on
// standard error.  A query of today goes out byte for byte.  An error is said by status, type and
// the query's own words only, because the server's words may quote records.
#pragma once

#include <string>

#include "core/base/error.h"
#include "loader/server/connection.h"

namespace fun {
class CommandLine;
}

namespace fun::loader {

struct QueryOptions {
  ConnectionOptions connection;
  std::string index = "logstash-trackinglogs-*";
  bool no_pretty = false;
  bool explain = false;
  bool all = false;
  std::string csv;          // columns
  std::string csv_buckets;  // an aggregation
  std::string query;        // file; "-": standard input
};

void AddQueryOptions(CommandLine& command, QueryOptions& options);

// kUsage when the query is no JSON, cannot be rewritten or the server does not understand it,
// kInput when it cannot be read, kEnvironment when the server does not answer, kIncomplete when the
// answer could not be written or is not whole.
Result<void> RunQuery(const QueryOptions& options);

}  // namespace fun::loader
