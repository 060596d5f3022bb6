// Posts a query file to the server and prints its answer.
//
// What does the old helper script's job.  The answer goes to standard output as the server
// wrote it; an error is said by status and type only, because the server's
// words may quote records.
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
  std::string query;  // file; "-": standard input
};

void AddQueryOptions(CommandLine& command, QueryOptions& options);

// kUsage when the query is no JSON or the server does not understand it, kInput when it
// cannot be read, kEnvironment when the server does not answer, kIncomplete when the answer could
// not be written or some of the server's shards failed.
Result<void> RunQuery(const QueryOptions& options);

}  // namespace fun::loader
