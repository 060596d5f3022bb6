// `funload --erase`: records of learners taken out of the indices, and proof that none is left.
//
// Deleted is what names a learner in a field that the server searches; what only mentions one in
// the text of another's record stays, for the server cannot look into it (docs/limits.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "loader/options.h"

namespace fun::loader {

// One in each line of `text`: 64 lower-case hexadecimal digits.  kUsage with the number of the
// line for anything else, kInput when there is none; no byte is repeated.
Result<std::vector<std::string>> ReadPseudonyms(std::string_view text);

// A search for records of these learners; `size`: how many of them are listed.
std::string ErasureQuestion(const std::vector<std::string>& pseudonyms, int size);

// Where a record is.
struct RecordPlace {
  std::string index;
  std::string id;

  bool operator==(const RecordPlace&) const = default;
};

// The hits that the answer to a search lists; nothing when it is no such answer.
std::optional<std::vector<RecordPlace>> ReadPlaces(std::string_view body);

// Reads pseudonyms on standard input, deletes their records from all indices of --index-prefix and
// counts that none is left; with --dry-run it counts only.  kUsage when a flag of a load is given,
// kInput when there is no index, kEnvironment when records stay.
Result<ExitCode> EraseRecords(const Options& options);

}  // namespace fun::loader
