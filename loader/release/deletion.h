// What a server's answer says of the records that it was to delete.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/http.h"

namespace fun::loader {

// How many of the `asked` records of a _bulk request are deleted; those that were gone, or that the
// server had no time for, are not.  kEnvironment when it refuses, or answers something else; the
// message calls them `what`.
Result<std::uint64_t> CountDeleted(const Answer& answer, std::size_t asked, std::string_view what);

}  // namespace fun::loader
