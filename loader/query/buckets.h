// The buckets of an aggregation as rows of a table, one for each of the innermost.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun::loader {

// Appends a row of headings and one for each bucket.  `path` names the aggregation and, behind `>`,
// one within its buckets: "courses>days".  Columns: for each name the bucket's key (of dates, as
// the server spells it), `doc_count`, and each metric within the innermost.  `aggregations`: that
// member of the answer.  kUsage when there is no such aggregation, or it has no buckets.
Result<void> AppendBuckets(std::string_view aggregations, std::string_view path, std::string& out);

}  // namespace fun::loader
