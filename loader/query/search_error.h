// Why the server did not answer a search: the types of its error, and the word of our own query
// that it points at.  Its words are never read: they quote the query's values and records.
#pragma once

#include <string_view>

#include "core/base/error.h"
#include "loader/server/exchange.h"

namespace fun::loader {

// `answer` is not good; `sent`: the query that it is the answer to.  kUsage when the query is at
// fault, else as ErrorOfAnswer.
Error ErrorOfSearch(const Answer& answer, std::string_view sent);

}  // namespace fun::loader
