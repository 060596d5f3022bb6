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

// The records of an index that are not of this release.
struct Others {
  std::string index;
  std::string release;
  std::chrono::milliseconds give_up;
};

// How many records of the index are of the release: those that DeleteOthers leaves.
Result<std::uint64_t> CountOwn(Http& http, const Others& others);

// Deletes them until a search finds none, and adds to `deleted` how many the server says that it
// deleted.  Errors as DeleteInRounds.
Result<void> DeleteOthers(Http& http, const Others& others, std::uint64_t& deleted);

}  // namespace fun::loader
