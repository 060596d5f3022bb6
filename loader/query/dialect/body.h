// The body of a search: what stands around the clauses of its query.
//
// What nobody wrote for 1.x stays as it is.  `fields`, a list of names, is the one word that 1.x
// and today's servers both have and mean otherwise: it is taken for 1.x's, unless a word beside it
// is younger than 1.x.
#pragma once

#include <cstdint>

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// The most hits that a server pages through by from and size, as servers are set.
inline constexpr std::uint64_t kLastHit = 10'000;

void RewriteSearch(json::Value& body, Rewriting& work);

// The member `sort` of a search or of top_hits.
void RewriteSort(json::Value& body, Rewriting& work);

}  // namespace fun::loader
