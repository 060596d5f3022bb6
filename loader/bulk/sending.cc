#include "loader/bulk/sending.h"

#include <algorithm>
#include <utility>

namespace fun::loader {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLastPatience{10'000};
constexpr milliseconds kSlowAnswer{10'000};  // a body half as large is in time for the next save
constexpr milliseconds kQuickAnswer{3'000};
constexpr std::size_t kLeastBody = 256 * 1024;
constexpr std::size_t kMostBody = 100 * 1024 * 1024;  // --batch-bytes is not above

milliseconds Since(Sending::Time then, Sending::Time now) {
  return std::chrono::duration_cast<milliseconds>(now - then);
}

std::string_view HintFor(Pressure pressure) {
  switch (pressure) {
    case Pressure::kFloodStage:
      return "free disk space on the server, lift index.blocks.read_only_allow_delete where it "
             "stays, then run again: it adds only what is missing";
    case Pressure::kBusy:
      return "the server is busy with others: run again later; it adds only what is missing";
    case Pressure::kNone:
    case Pressure::kUnavailable:
    case Pressure::kTooLarge:
      return "is the server up? then run again: it adds only what is missing";
  }
  return "";
}

}  // namespace

void Sending::Add(Batch batch, Time now) {
  if (is_idle()) last_progress_ = now;  // nobody made it wait before
  waiting_.push_back(std::move(batch));
}

std::optional<Batch> Sending::Next(Time now) {
  if (waiting_.empty() || in_flight_ >= allowed_ || now < not_before_) return std::nullopt;
  while (waiting_.front().body().size() > body_limit() && waiting_.front().size() > 1) {
    const Batch whole = std::move(waiting_.front());
    const std::size_t middle = whole.size() / 2;
    waiting_.front() = whole.Part(middle, whole.size());
    waiting_.push_front(whole.Part(0, middle));
  }
  Batch next = std::move(waiting_.front());
  waiting_.pop_front();
  ++in_flight_;
  flying_.push_back(next.PlaceOf(0));
  return next;
}

std::string Sending::Settled(Settlement& settlement, Time now, Cost cost) {
  --in_flight_;
  if (const auto landed = std::ranges::find(flying_, cost.first); landed != flying_.end()) {
    flying_.erase(landed);
  }
  std::erase(turned_away_, cost.first);
  for (const Batch& batch : settlement.again) turned_away_.push_back(batch.PlaceOf(0));
  Steady(settlement, cost);
  if (settlement.outcome.size() != 0) {
    last_progress_ = now;
    backoff_.Reset();
  }
  if (settlement.pressure == Pressure::kTooLarge) {
    // Halving found the limit once; do not pay for finding it with every batch.
    std::size_t larger = 0;
    for (const Batch& half : settlement.again) larger = std::max(larger, half.body().size());
    if (larger != 0) largest_body_ = std::min(largest_body_, larger);
  }
  Slow(settlement, now);
  for (auto batch = settlement.again.rbegin(); batch != settlement.again.rend(); ++batch) {
    waiting_.push_front(std::move(*batch));
  }
  settlement.again.clear();
  return WordsFor(settlement.pressure);
}

void Sending::Steady(const Settlement& settlement, Cost cost) {
  if (cost.took >= kSlowAnswer) {
    steady_body_ = std::min(steady_body_, std::max(kLeastBody, cost.bytes / 2));
  } else if (settlement.pressure == Pressure::kNone && cost.took < kQuickAnswer) {
    steady_body_ = steady_body_ < kMostBody / 2 ? steady_body_ * 2 : static_cast<std::size_t>(-1);
  }
}

void Sending::Slow(const Settlement& settlement, Time now) {
  switch (settlement.pressure) {
    case Pressure::kNone:
      allowed_ = std::min(concurrency_, allowed_ + 1);
      return;
    case Pressure::kTooLarge:
      return;
    case Pressure::kBusy:
      allowed_ = std::max(1U, allowed_ / 2);
      break;
    case Pressure::kFloodStage:
    case Pressure::kUnavailable:
      allowed_ = 1;  // one request asks whether it is over
      break;
  }
  pressure_ = settlement.pressure;
  said_ = settlement.said;
  hint_ = settlement.hint;
  if (now <= not_before_) return;  // sent before the pause: of the failure that began it
  const bool is_busy = settlement.pressure == Pressure::kBusy;
  const auto ceiling = is_busy ? Backoff::kLastCeiling : Backoff::kLastCeilingAway;
  not_before_ = now + backoff_.Next(ceiling);
}

// Says a trouble when it begins and when it is over, not at every try.
std::string Sending::WordsFor(Pressure pressure) {
  if (pressure == Pressure::kTooLarge || pressure == Pressure::kBusy) return "";
  if (pressure == trouble_) return "";
  // Of a server that takes others it is not over: it may never take this one.
  if (pressure == Pressure::kNone && !turned_away_.empty()) return "";
  trouble_ = pressure;
  switch (pressure) {
    case Pressure::kFloodStage:
      return "paused: the server's disk is full (flood stage, " + said_ +
             "); goes on by itself once there is space and the block is lifted";
    case Pressure::kUnavailable:
      return "the server does not take records (" + said_ + "); trying again";
    case Pressure::kNone:
    case Pressure::kBusy:
    case Pressure::kTooLarge:
      break;
  }
  return "the server takes records again";
}

milliseconds Sending::Pause(Time now, milliseconds longest) const {
  if (waiting_.empty() || in_flight_ >= allowed_) return longest;
  return std::clamp(Since(now, not_before_) + milliseconds(1), milliseconds(0), longest);
}

std::optional<LinePlace> Sending::FirstUnanswered() const {
  std::vector<LinePlace> firsts = flying_;
  for (const Batch& batch : waiting_) firsts.push_back(batch.PlaceOf(0));
  const auto first = std::ranges::min_element(firsts);
  return first == firsts.end() ? std::nullopt : std::optional(*first);
}

std::optional<Error> Sending::OutOfPatience(Time now, bool stop_requested) {
  if (is_idle()) return std::nullopt;
  if (stop_requested && !stopped_at_) stopped_at_ = now;
  const milliseconds waited = Since(last_progress_, now);
  const bool is_over = waited >= give_up_;
  const bool is_cut_short =
      stopped_at_ && waited >= kLastPatience && Since(*stopped_at_, now) >= kLastPatience;
  if (!is_over && !is_cut_short) return std::nullopt;
  std::string message =
      "the server has taken nothing for " + std::to_string(waited.count() / 1000) + " s";
  if (!said_.empty()) message += ": " + said_;
  std::string hint = hint_.empty() ? std::string(HintFor(pressure_))
                                   : hint_ + "; then run again: it adds only what is missing";
  return Error{ExitCode::kEnvironment, std::move(message), std::move(hint)};
}

}  // namespace fun::loader
