// Clauses that hold clauses.  Of each function: the clause is an object of one member, whose value
// is an object (of RewriteJunction: or a list); the place in hand is that member.
//
// Internal to loader/query/dialect/clause.cc, but for WithFilter.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "core/json/value.h"
#include "loader/query/dialect/clause.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// {"bool": {"must": query, "filter": filter}}; match_all without a query, which scores as 1.x did.
json::Value WithFilter(std::optional<json::Value> query, json::Value filter);

void RewriteFiltered(json::Value& clause, Rewriting& work);
void RewriteJunction(json::Value& clause, Rewriting& work);  // and, or
void RewriteNot(json::Value& clause, Rewriting& work);
void RewriteBool(json::Value& clause, Standing standing, Rewriting& work);
void RewriteWrapper(json::Value& clause, Rewriting& work);  // query, fquery: a query as a filter
void RewriteConstantScore(json::Value& clause, Standing standing, Rewriting& work);
void RewriteJoin(json::Value& clause, Standing standing, Rewriting& work);
void RewriteFunctionScore(json::Value& clause, Rewriting& work);

// The clauses in the members `names`.
void RewriteMembers(json::Value& clause, std::initializer_list<std::string_view> names,
                    Standing standing, Rewriting& work);

// limit
void DropClause(json::Value& clause, Rewriting& work);

}  // namespace fun::loader
