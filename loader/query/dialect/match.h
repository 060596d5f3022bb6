// Clauses that search text.  As leaf.h says.
#pragma once

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

void RewriteMatch(json::Value& clause,
                  Rewriting& work);  // match, match_phrase, match_phrase_prefix
void RewriteMultiMatch(json::Value& clause, Rewriting& work);
void RewriteQueryString(json::Value& clause, Rewriting& work);
void RewriteMoreLikeThis(json::Value& clause, Rewriting& work);

// A fuzziness between 0 and 1, how similar in 1.x, becomes AUTO.
void RewriteFuzziness(json::Value& body, Rewriting& work);

}  // namespace fun::loader
