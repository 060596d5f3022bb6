// One clause of a query, {"term": {"event_type": "play_video"}}, from the language of
// Elasticsearch 1.x to that of Elasticsearch 7 to 9 and OpenSearch 2 and 3.
//
// It walks by grammar: a word counts where the language has a word.  A field called "not" or
// "filtered" is a field.  What it does not know stays as it is, for the server to judge.
//
// Source of what the old words meant: the parsers of Elasticsearch 1.x
// (src/main/java/org/elasticsearch/index/query).
#pragma once

#include <cstdint>

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// Where a clause stands.  In what only 1.x had as a filter, {} asks nothing, and of a bool's
// `should` one must hold beside `must` too; elsewhere such clauses mean what they mean today.
enum class Standing : std::uint8_t { kQuery, kOldFilter };

// A clause that asks nothing is {} afterwards.
void RewriteClause(json::Value& clause, Standing standing, Rewriting& work);

// A clause or a list of them, without those that ask nothing.
void RewriteClauses(json::Value& clauses, Standing standing, Rewriting& work);

}  // namespace fun::loader
