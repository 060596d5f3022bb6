// What a search gives back of each hit: fields, partial_fields, script_fields, _source.
#pragma once

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// `body`: of the whole search.
void RewriteFetched(json::Value& body, Rewriting& work);

}  // namespace fun::loader
