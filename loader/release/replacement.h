// Takes the records of other releases out of a day, once the new release is complete.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "loader/server/http.h"

namespace fun::loader {

// The ids that the answer to a search lists; nothing for any other text.
std::optional<std::vector<std::string>> ReadIds(std::string_view body);

// Deletes the records of `index` that are not of `release`, until a search finds none.  Returns how
// many the server says that it deleted.  May be repeated after a failure.
Result<std::uint64_t> DeleteOthers(Http& http, const std::string& index, std::string_view release,
                                   std::chrono::milliseconds give_up);

}  // namespace fun::loader
