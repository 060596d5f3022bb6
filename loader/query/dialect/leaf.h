// Clauses about one field and whole terms.  Of each function: the clause is an object of one
// member, whose value is an object; the place in hand is that member.
//
// Internal to loader/query/dialect, as is match.h.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// A key and its value, in a tree.
using KeyedValue = std::pair<std::string, json::Value>;

// _cache and _cache_key, which stand among names of fields: out, unless nothing else is there.
void DropCacheKeys(json::Value& body, Rewriting& work);

// The member of a body {"field": …, "_name": …, "boost": …} that names the field; its name is
// rewritten.  nullptr when there is not one.
KeyedValue* FieldOf(json::Value& body, Rewriting& work);

void RewriteMissing(json::Value& clause, Rewriting& work);
void RewriteExists(json::Value& clause, Rewriting& work);
void RewriteTermLevel(json::Value& clause,
                      Rewriting& work);  // term, prefix, wildcard, regexp, fuzzy
void RewriteTerms(json::Value& clause, Rewriting& work);
void RewriteRange(json::Value& clause, Rewriting& work);
void RewriteIds(json::Value& clause, Rewriting& work);
void RewriteType(json::Value& clause, Rewriting& work);

// Refuses what a server of today cannot read as a script: `body` holds it.
void CheckScript(const json::Value& body, Rewriting& work);

}  // namespace fun::loader
