// Sorts the lines of a stream: to the server, or aside, or counted only.
//
// The way of a line: one walk, gate and reader → transform, time → id → outbox.  Each line ends in
// exactly one of the counts.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/event/lines.h"
#include "core/stream/chunks.h"
#include "core/stream/rejects.h"
#include "loader/checkpoint/checkpoint.h"
#include "loader/early_word.h"
#include "loader/gate.h"
#include "loader/id.h"
#include "loader/kept.h"
#include "loader/outbox.h"
#include "loader/summary.h"
#include "loader/transform/transform.h"

namespace fun::loader {

// Where lines go that do not go to the server.
struct Aside {
  stream::Rejects rejects;
  KeptLines quarantine;
  KeptLines dead_letters;
};

// What an Intake works with; all outlive it.
struct IntakeTools {
  Gate& gate;
  Transform& transform;
  Aside& aside;
  Outbox& outbox;
  const stream::ChunkReader& reader;  // for the names of inputs
  Checkpoint* checkpoint = nullptr;   // none: every line is new
};

// One thread.
class Intake {
 public:
  static event::EpochMs NowMs();  // by the system's clock
  struct Options {
    event::EpochMs since = std::numeric_limits<event::EpochMs>::min();  // earlier: a dead letter
    std::optional<event::EpochMs> until = {};  // this and later: too; none: a day from now
    bool is_dry_run = false;
    std::string release = {};            // for the ids
    event::EpochMs (*clock)() = &NowMs;  // a load of a stream goes on for days
  };

  Intake(IntakeTools tools, Options options)
      : tools_(tools), options_(options), ids_(options.release) {}

  // Takes the lines of `chunk`.  Fails with kNo, nothing sent, when the early word is a
  // refusal; as the outbox does; or when a line cannot be kept aside.
  Result<void> Take(const stream::Chunk& chunk);

  // No line comes before the first are sent: the early word is said over those that
  // came.  Does nothing the second time.
  Result<void> SayEarlyWord();

  // Counts what the server answered, and keeps its dead letters.  Fails when one cannot be kept;
  // the counts hold all the same.
  Result<void> Settle(Outcome outcome);

  // Every line is counted that runs before this one settled.
  bool has_caught_up() const {
    return tools_.checkpoint == nullptr || settled_ == tools_.checkpoint->settled_lines();
  }

  // Lines of the input in hand, and bytes of the last chunk's last line, which are not among them:
  // it was rejected, has no LF, and may still grow.
  std::uint64_t lines() const { return place_.line - (open_bytes_ != 0 ? 1 : 0); }
  std::size_t open_bytes() const { return open_bytes_; }

  // counts.unanswered is what went to the outbox and was not settled.
  const LoadSummary& summary() const { return summary_; }

  // "access.log, line 17": the last line that was read.
  std::string PlaceText() const;

 private:
  Result<void> TakeLine(const event::Line& line);
  Result<void> TakeNewLine(const event::Line& line);
  Result<void> TakeSettled(const event::Line& line);
  void CountIfSettled();
  bool IsSettled(LinePlace place) const {
    return tools_.checkpoint != nullptr && tools_.checkpoint->IsSettled(place);
  }
  Result<void> TakeLongPiece(const stream::Chunk& chunk);
  Result<void> Reject(std::string_view line, std::string_view reason);
  Result<void> Quarantine(std::string_view line, std::string_view rule, std::string_view words);
  Result<void> Remember(const AsideEntry& entry);
  Result<void> Send(const event::Line& line);
  bool IsInRange(event::EpochMs time) const { return time >= options_.since && time < until_; }
  void WouldBeSent(const Document& document);
  Result<void> KeepDeadLetter(std::string_view line, LinePlace place, std::string_view type);

  IntakeTools tools_;
  Options options_;
  event::EpochMs until_ = 0;  // for the chunk in hand
  event::LineSplitter splitter_;
  IdMaker ids_;
  EarlyWord early_word_;
  LoadSummary summary_;
  LinePlace place_;           // of the line in hand
  std::uint64_t offset_ = 0;  // of its first byte
  bool is_last_without_lf_ = false;
  std::size_t open_bytes_ = 0;
  std::uint64_t settled_ = 0;  // lines of runs before this one that came again
};

}  // namespace fun::loader
