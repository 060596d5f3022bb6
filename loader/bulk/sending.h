// What the bulk client decides between two requests: what is sent next, when, and when to
// stop trying.  Without a network and without a clock of its own, so that tests can ask.
#pragma once

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "loader/bulk/batch.h"
#include "loader/bulk/settle.h"
#include "loader/server/backoff.h"

namespace fun::loader {

// One thread.
class Sending {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Sending(unsigned concurrency, std::chrono::milliseconds give_up, Time now)
      : concurrency_(concurrency), give_up_(give_up), allowed_(concurrency), last_progress_(now) {}

  // A batch that the queue gave.
  void Add(Batch batch, Time now);

  // True when a new batch may be taken from the queue: what waits to be sent again goes first.
  bool WantsMore() const { return waiting_.empty() && in_flight_ < allowed_; }

  // The batch to send now, if one may go.
  std::optional<Batch> Next(Time now);

  // What a request cost: bytes of its body, not packed, and the time until it ended.
  struct Cost {
    std::size_t bytes = 0;
    std::chrono::milliseconds took = {};
    LinePlace first = {};  // where its first record stands
  };

  // A request that Next gave has ended so.  Returns words for the operator, or "".
  std::string Settled(Settlement& settlement, Time now, Cost cost);

  // What the operator was told of last, and is not over.
  Pressure trouble() const { return trouble_; }

  // The largest body that is of use now: a server that says 413, or takes long to answer, gets
  // smaller ones; answers that come quickly let them grow again.
  std::size_t body_limit() const { return std::min(largest_body_, steady_body_); }

  // Nothing waits and nothing is in flight.
  bool is_idle() const { return waiting_.empty() && in_flight_ == 0; }

  // When something is due next without an answer; at most `longest` from now.
  std::chrono::milliseconds Pause(Time now, std::chrono::milliseconds longest) const;

  // The error, once there was no progress for too long.  `stop_requested`: patience is short.
  std::optional<Error> OutOfPatience(Time now, bool stop_requested);

  // Where the first record stands that was added and has no answer; nothing when all have.
  std::optional<LinePlace> FirstUnanswered() const;

 private:
  void Slow(const Settlement& settlement, Time now);
  void Steady(const Settlement& settlement, Cost cost);
  std::string WordsFor(Pressure pressure);

  unsigned concurrency_;
  std::chrono::milliseconds give_up_;
  unsigned allowed_;  // in flight: halved when the server is busy, grown again step by step
  unsigned in_flight_ = 0;
  std::vector<LinePlace> flying_;       // the first record of each batch in flight
  std::deque<Batch> waiting_;           // to be sent (again), oldest first
  std::vector<LinePlace> turned_away_;  // the first record of each batch to be sent again
  std::size_t largest_body_ =
      static_cast<std::size_t>(-1);  // that the server takes, once it said 413
  std::size_t steady_body_ = static_cast<std::size_t>(-1);  // that it answers in good time
  Time not_before_;
  Time last_progress_;
  std::optional<Time> stopped_at_;
  Backoff backoff_;
  Pressure trouble_ = Pressure::kNone;   // that the operator was told of
  Pressure pressure_ = Pressure::kNone;  // the last, and what the server said then
  std::string said_;
  std::string hint_;
};

}  // namespace fun::loader
