// Reads the server's verdict on one bulk request, record by record.
//
// A bulk request may succeed for one record and fail for the next: only what was turned
// away for a passing reason is sent again, what the server cannot take is a dead letter,
// and a reason that would hold for every record (no right, no index, a closed one)
// stops the load instead of turning it into dead letters.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "loader/bulk/batch.h"
#include "loader/server/exchange.h"

namespace fun::loader {

// Why a dead letter is one, where no server said it.
inline constexpr std::string_view kNoTimeType = "no-time";
inline constexpr std::string_view kTimeRangeType = "time-out-of-range";
inline constexpr std::string_view kTooLargeType = "too-large";  // alone over the server's limit

struct IndexCounts {
  std::uint64_t indexed = 0;
  std::uint64_t already_there = 0;
};

struct DeadLetter {
  std::string line;
  LinePlace place;
  std::string type;  // the server's error type, or one of those above
};

// What became of records for good.
struct Outcome {
  std::map<event::EpochDay, IndexCounts> by_day;
  std::vector<DeadLetter> dead_letters;
  std::optional<LinePlace> given_up;  // the first record that has no answer, once no more is sent

  void Add(Outcome&& other);
  std::uint64_t size() const;  // records
};

// What an answer says of the server's state.
enum class Pressure : std::uint8_t {
  kNone,
  kBusy,         // 429: its queue or memory is full
  kFloodStage,   // 429 of another meaning: its disk is full, nothing is taken until somebody acts
  kUnavailable,  // 5xx, or no answer
  kTooLarge,     // 413: the request, not the records
};

struct Settlement {
  Outcome outcome;
  std::vector<Batch> again;  // to be sent again, in this order
  Batch spent;               // the batch that was answered: its memory may be used again
  Pressure pressure = Pressure::kNone;
  std::string said;  // "429 es_rejected_execution_exception": of the last trouble
  std::string hint;  // what would mend it, where that is known
  std::optional<Error>
      stop;  // nothing more must be sent; what is in neither of these is unanswered
};

// The settlement of `batch`, which the server answered so.
Settlement Settle(Batch batch, const Answer& answer);

}  // namespace fun::loader
