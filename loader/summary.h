// What a load did: the equation, the summary file, and the words at the end.
//
//     read = indexed + already_there + quarantined + dead_lettered + rejected + blank
//
// holds in every complete run and is asserted; a run that was stopped adds `unanswered`, what was
// sent without an answer, and a dry run `passed`, what would have been sent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/record/summary.h"
#include "loader/bulk/settle.h"
#include "loader/release/holdings.h"

namespace fun::loader {

// Lines by what became of them.
struct LoadCounts {
  std::uint64_t read = 0;
  std::uint64_t indexed = 0;
  std::uint64_t already_there = 0;
  std::uint64_t quarantined = 0;
  std::uint64_t dead_lettered = 0;
  std::uint64_t rejected = 0;
  std::uint64_t blank = 0;
  std::uint64_t unanswered = 0;
  std::uint64_t passed = 0;

  bool IsBalanced() const;
  // Lines that did not reach the server because of what they are.
  std::uint64_t refused() const { return quarantined + dead_lettered + rejected; }
};

// "read 3 = indexed 2 + already_there 0 + quarantined 1 + …".
std::string LoadEquation(const LoadCounts& counts);

struct IndexReport {
  IndexCounts counts;
  bool goes_on = false;                     // a run before this one sent records there
  std::optional<HeldCount> before = {};     // what the index held before the first of the load's
  std::optional<HeldCount> on_server = {};  // and after it
  std::uint64_t deleted = 0;                // of other releases, in the end
  std::uint64_t passed = 0;                 // of a dry run: records
  std::uint64_t bytes = 0;                  // and of their documents
};

struct LoadSummary {
  LoadCounts counts;
  record::Tally quarantined_by;                           // lines by their first rule
  record::Tally rejected_by;                              // lines by reason
  std::map<std::string, std::uint64_t> dead_lettered_by;  // lines by error type
  std::map<std::string, IndexReport> indices;             // by name
  std::string policy;
  std::string policy_digest;
  record::StreamDigest received;  // unpacked, of all inputs in a row
  bool is_dry_run = false;
};

// The file of --summary, one JSON object and a LF.
std::string SummaryText(const LoadSummary& summary);

// An index that holds fewer records of our release than before and this run's together; "" if none.
std::string_view IndexThatLost(const LoadSummary& summary);

// One that holds more than before and this run explain: somebody else writes there; "" if none.
std::string_view IndexWithAnotherWriter(const LoadSummary& summary);

// Says the end of a run on standard error, one line each: equation, reasons, indices.
void SayEnd(const LoadSummary& summary);

}  // namespace fun::loader
