#include "loader/bulk/client.h"

#include <curl/curl.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/process.h"
#include "core/stream/gzip.h"
#include "loader/bulk/sending.h"
#include "loader/bulk/traffic.h"
#include "loader/server/exchange.h"

namespace fun::loader {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// `reason` is not asked for: it quotes the record.
constexpr std::string_view kPath =
    "/_bulk?filter_path=errors,items.*.status,items.*.error.type,error.type";
constexpr long kBulkTimeoutSeconds = 120;
constexpr milliseconds kTick{200};
constexpr std::size_t kLargestKept = 16 * 1024 * 1024;
constexpr std::size_t kMostQueued = 1;  // the next is made while this one waits
constexpr int kGzipLevel = 1;           // a body is read once

// An action and its document are longer than any verdict on them.  Twice: what is before the
// server may leave filter_path out.
std::size_t LongestAnswerTo(const Batch& batch) { return (1 << 20) + 2 * batch.body().size(); }

}  // namespace

// The thread, and what it shares with the caller.
class BulkClient::Loop {
 public:
  Loop(const Connection& connection, ClientOptions options);
  ~Loop();

  Result<void> Send(Batch batch);
  Batch EmptyBatch();
  std::size_t BodyLimit() const { return body_limit_; }
  Result<void> Check();
  Result<void> Finish();
  Outcome TakeOutcome();

 private:
  // One connection and the batch that travels on it.
  struct Slot {
    Slot(const Connection& connection, long timeout) : exchange(connection, timeout) {}
    Exchange exchange;
    std::optional<Batch> batch;
    std::string packed;  // the body, when it is sent so
    Clock::time_point start;
  };

  void Run();
  std::optional<Batch> NextBatch();
  bool IsOver();
  void Start(Batch batch);
  void CollectAnswers();
  void Answered(Slot& slot, CURLcode said);
  void Tell(const Settlement& settlement);
  void Fail(Error error);
  void GiveUp(Error error);
  Result<void> ErrorIfAny() const;

  CURLM* const multi_;
  std::vector<std::unique_ptr<Slot>> slots_;  // the thread's alone, as is sending_
  Sending sending_;
  Traffic unwatched_;
  Traffic& traffic_;
  std::optional<stream::GzipBlock> gzip_;  // none: bodies go as they are
  std::atomic<std::size_t> body_limit_;

  std::mutex mutex_;                 // guards all below
  std::condition_variable changed_;  // room in the queue, or everything settled, or an error
  std::deque<Batch> queue_;
  bool is_settled_ = true;  // nothing queued, waiting or in flight
  bool is_over_ = false;    // the thread ends
  Outcome outcome_;
  Batch spent_;  // the last that was answered, unless a record in it was huge
  std::optional<Error> error_;

  std::jthread thread_;  // last: everything above exists before it starts and after it ends
};

BulkClient::Loop::Loop(const Connection& connection, ClientOptions options)
    : multi_(curl_multi_init()),
      sending_(options.concurrency, options.give_up, Clock::now()),
      traffic_(options.traffic == nullptr ? unwatched_ : *options.traffic),
      body_limit_(sending_.body_limit()) {
  if (connection.compresses) gzip_.emplace(kGzipLevel);
  for (unsigned i = 0; i < options.concurrency; ++i) {
    slots_.push_back(std::make_unique<Slot>(connection, kBulkTimeoutSeconds));
  }
  thread_ = std::jthread([this] { Run(); });
}

BulkClient::Loop::~Loop() {
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  curl_multi_wakeup(multi_);
  thread_.join();
  for (const auto& slot : slots_) {
    if (slot->batch) curl_multi_remove_handle(multi_, slot->exchange.handle());
  }
  slots_.clear();
  curl_multi_cleanup(multi_);
}

Result<void> BulkClient::Loop::Send(Batch batch) {
  traffic_.waiting += batch.size();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return queue_.size() < kMostQueued || error_; });
  if (error_) return ErrorIfAny();
  queue_.push_back(std::move(batch));
  is_settled_ = false;
  lock.unlock();
  curl_multi_wakeup(multi_);
  return {};
}

Batch BulkClient::Loop::EmptyBatch() {
  Batch batch;
  {
    const std::lock_guard lock(mutex_);
    std::swap(batch, spent_);
  }
  batch.Clear();
  return batch;
}

Result<void> BulkClient::Loop::Check() {
  const std::lock_guard lock(mutex_);
  return ErrorIfAny();
}

Result<void> BulkClient::Loop::Finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_settled_ || error_; });
  return ErrorIfAny();
}

Outcome BulkClient::Loop::TakeOutcome() {
  const std::lock_guard lock(mutex_);
  return std::exchange(outcome_, {});
}

Result<void> BulkClient::Loop::ErrorIfAny() const {
  if (error_) return std::unexpected(*error_);
  return {};
}

void BulkClient::Loop::Run() {
  int running = 0;
  for (;;) {
    curl_multi_perform(multi_, &running);
    CollectAnswers();
    while (auto batch = NextBatch()) Start(std::move(*batch));
    if (auto error = sending_.OutOfPatience(Clock::now(), IsStopRequested())) {
      GiveUp(std::move(*error));
    }
    if (IsOver()) return;
    const auto pause = sending_.Pause(Clock::now(), kTick);
    curl_multi_poll(multi_, nullptr, 0, static_cast<int>(pause.count()), nullptr);
  }
}

std::optional<Batch> BulkClient::Loop::NextBatch() {
  const std::lock_guard lock(mutex_);
  if (!queue_.empty() && sending_.WantsMore()) {
    sending_.Add(std::move(queue_.front()), Clock::now());
    queue_.pop_front();
    changed_.notify_all();
  }
  return sending_.Next(Clock::now());
}

bool BulkClient::Loop::IsOver() {
  const std::lock_guard lock(mutex_);
  if (!is_settled_ && queue_.empty() && sending_.is_idle()) {
    is_settled_ = true;
    changed_.notify_all();
  }
  return is_over_ || error_;
}

void BulkClient::Loop::Start(Batch batch) {
  for (const auto& slot : slots_) {
    if (slot->batch) continue;
    slot->batch = std::move(batch);
    std::string_view body = slot->batch->body();
    if (gzip_) {
      gzip_->Pack(body, slot->packed);
      body = slot->packed;
    }
    traffic_.bytes += body.size();
    slot->start = Clock::now();
    slot->exchange.Prepare({"POST", std::string(kPath), body, "application/x-ndjson",
                            gzip_.has_value(), LongestAnswerTo(*slot->batch)});
    curl_easy_setopt(slot->exchange.handle(), CURLOPT_PRIVATE, slot.get());
    curl_multi_add_handle(multi_, slot->exchange.handle());
    return;
  }
}

void BulkClient::Loop::CollectAnswers() {
  int left = 0;
  while (const CURLMsg* const message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    void* slot = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
    curl_multi_remove_handle(multi_, message->easy_handle);
    Answered(*static_cast<Slot*>(slot), code);
  }
}

void BulkClient::Loop::Answered(Slot& slot, CURLcode said) {
  Batch batch = std::move(*slot.batch);
  slot.batch.reset();
  const Sending::Cost cost = {batch.body().size(),
                              std::chrono::ceil<milliseconds>(Clock::now() - slot.start),
                              batch.PlaceOf(0)};
  const int code = slot.exchange.CodeOf(said);
  Settlement settlement;
  if (code == CURLE_OK) {
    settlement = Settle(std::move(batch), slot.exchange.TakeAnswer());
  } else if (MayPass(code)) {
    settlement.pressure = Pressure::kUnavailable;
    settlement.said = curl_easy_strerror(static_cast<CURLcode>(code));
    settlement.hint = slot.exchange.HintOfExchange(code);
    settlement.again.push_back(std::move(batch));
  } else {
    settlement.stop = slot.exchange.ErrorOfExchange(code);
  }
  Tell(settlement);
  const std::string words = sending_.Settled(settlement, Clock::now(), cost);
  body_limit_ = sending_.body_limit();
  traffic_.trouble = sending_.trouble();
  if (!words.empty()) Say("funload", words);
  {
    const std::lock_guard lock(mutex_);
    outcome_.Add(std::move(settlement.outcome));
    if (settlement.spent.body().size() <= kLargestKept) spent_ = std::move(settlement.spent);
  }
  if (settlement.stop) Fail(std::move(*settlement.stop));
}

void BulkClient::Loop::Tell(const Settlement& settlement) {
  for (const Batch& batch : settlement.again) traffic_.retried += batch.size();
  const std::uint64_t answered = settlement.outcome.size();
  if (answered == 0) return;
  traffic_.waiting -= answered;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  traffic_.succeeded = std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

void BulkClient::Loop::Fail(Error error) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = std::move(error);
  changed_.notify_all();
}

void BulkClient::Loop::GiveUp(Error error) {
  {
    const std::lock_guard lock(mutex_);
    outcome_.given_up = sending_.FirstUnanswered();
  }
  Fail(std::move(error));
}

BulkClient::BulkClient(const Connection& connection, ClientOptions options)
    : loop_(std::make_unique<Loop>(connection, options)) {}
BulkClient::~BulkClient() = default;
Result<void> BulkClient::Send(Batch batch) { return loop_->Send(std::move(batch)); }
Batch BulkClient::EmptyBatch() { return loop_->EmptyBatch(); }
std::size_t BulkClient::BodyLimit() const { return loop_->BodyLimit(); }
Result<void> BulkClient::Check() { return loop_->Check(); }
Result<void> BulkClient::Finish() { return loop_->Finish(); }
Outcome BulkClient::TakeOutcome() { return loop_->TakeOutcome(); }

}  // namespace fun::loader
