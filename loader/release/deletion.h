// Deletes records in rounds: a search lists some, a request deletes them, until none is found.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/http.h"

namespace fun::loader {

// How many of the `asked` records of a _bulk request are deleted; those that were gone, or that the
// server had no time for, are not.  kEnvironment when it refuses, or answers something else; the
// message calls them `what`.
Result<std::uint64_t> CountDeleted(const Answer& answer, std::size_t asked, std::string_view what);

// What came of one round.
struct DeletionRound {
  std::size_t found = 0;
  std::uint64_t deleted = 0;  // of them, as the server says
};

struct Deletion {
  std::string what;   // "records of other releases"
  std::string where;  // "the index p-2015.02.02"
  std::chrono::milliseconds give_up;
  std::function<Result<DeletionRound>()> round;
};

// Goes on until a round finds nothing, and adds to `deleted` what each deleted.  kEnvironment when
// no round deletes any for as long as `give_up`; kIncomplete, with the count, when a stop is
// requested; else as a round.  May be repeated after a failure.
Result<void> DeleteInRounds(const Deletion& deletion, std::uint64_t& deleted);

// The words for a stop on the way.
Error StoppedDeletion(std::string_view what, std::uint64_t deleted);

}  // namespace fun::loader
