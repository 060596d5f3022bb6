// The query file, from its text to what is sent.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/json/value.h"

namespace fun::loader {

struct SearchQuery {
  std::string text;                  // as the file has it, but for commas, if nothing was rewritten
  json::Value body;                  // the same as a tree
  std::vector<std::string> changes;  // "/query/filtered becomes …"
  std::size_t commas_removed = 0;
};

// kUsage, with the line, when `text` is no JSON object or larger or deeper than any query is;
// kUsage, with the place, when it asks for what no server can do any more.
Result<SearchQuery> ReadSearchQuery(std::string_view text);

}  // namespace fun::loader
