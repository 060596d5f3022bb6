// Works on chunks with several threads and hands the results on in input order.
//
// Every thread reads a chunk (one at a time), works on it (all at once), and
// puts the result in a ring; whoever completes the oldest result hands it on,
// and all that are ready behind it.  The ring bounds the memory: no chunk is read
// while the oldest unfinished one is a ring's length behind.  With one job
// everything happens in the calling thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/stream/chunks.h"

namespace fun::stream {

// A chunk and what was made of it; both keep their memory between uses.
template <typename Output>
struct Slot {
  Chunk chunk;
  Output output;
  bool is_ready = false;
};

// Worker: a callable `void(const Chunk&, Output&)`; it overwrites Output.
// Sink: `Result<void>(const Chunk&, Output&)`, called in input order, never by two threads at once.
template <typename Worker, typename Output>
class OrderedRun {
 public:
  // `workers`: one for each thread; both outlive the run.
  OrderedRun(ChunkReader& reader, std::span<Worker> workers,
             std::function<Result<void>(const Chunk&, Output&)> sink)
      : reader_(reader), workers_(workers), sink_(std::move(sink)) {}

  // Returns when the input has ended and all results are handed on, or with
  // the first error, of reading or of the sink.  What was read before an error
  // of reading is handed on first.
  Result<void> Run() {
    if (workers_.size() == 1) return RunAlone();
    slots_ = std::vector<Slot<Output>>(kSlotsPerJob * workers_.size());
    std::vector<std::jthread> threads;
    for (Worker& worker : workers_) {
      threads.emplace_back([this, &worker] { Work(worker); });
    }
    threads.clear();  // joins
    if (error_) return std::unexpected(*error_);
    return {};
  }

 private:
  static constexpr std::size_t kSlotsPerJob = 3;

  Result<void> RunAlone() {
    Slot<Output> slot;
    for (;;) {
      const auto outcome = reader_.Next(slot.chunk);
      if (!outcome) return std::unexpected(outcome.error());
      if (*outcome == ChunkReader::Outcome::kEnd) return {};
      workers_[0](slot.chunk, slot.output);
      if (auto handed = sink_(slot.chunk, slot.output); !handed) return handed;
    }
  }

  void Work(Worker& worker) {
    for (;;) {
      Slot<Output>* const slot = Read();
      if (slot == nullptr) return;
      worker(slot->chunk, slot->output);
      HandOn(*slot);
    }
  }

  // The next chunk in its slot; nullptr at the end.
  Slot<Output>* Read() {
    const std::lock_guard reading(read_mutex_);
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [this] { return read_ < handed_ + slots_.size() || is_over_; });
      if (is_over_) return nullptr;
    }
    Slot<Output>& slot = slots_[read_ % slots_.size()];
    auto outcome = reader_.Next(slot.chunk);
    const std::lock_guard lock(mutex_);
    if (!outcome || *outcome == ChunkReader::Outcome::kEnd) {
      if (!outcome) error_ = outcome.error();
      is_over_ = true;
      return nullptr;
    }
    ++read_;
    return &slot;
  }

  void HandOn(Slot<Output>& done) {
    std::unique_lock lock(mutex_);
    done.is_ready = true;
    if (is_handing_) return;
    is_handing_ = true;
    while (handed_ < read_ && slots_[handed_ % slots_.size()].is_ready && !sink_failed_) {
      Slot<Output>& slot = slots_[handed_ % slots_.size()];
      lock.unlock();
      auto handed = sink_(slot.chunk, slot.output);
      lock.lock();
      if (!handed) {
        error_ = handed.error();
        is_over_ = sink_failed_ = true;
      }
      slot.is_ready = false;
      ++handed_;
      room_.notify_all();
    }
    is_handing_ = false;
  }

  ChunkReader& reader_;
  std::span<Worker> workers_;
  std::function<Result<void>(const Chunk&, Output&)> sink_;

  std::vector<Slot<Output>> slots_;
  std::mutex read_mutex_;         // held while reading
  std::mutex mutex_;              // guards all below
  std::condition_variable room_;  // a slot became free, or the run is over
  std::uint64_t read_ = 0;        // chunks; also guarded by read_mutex_
  std::uint64_t handed_ = 0;      // chunks
  bool is_handing_ = false;       // some thread is in the sink
  bool is_over_ = false;          // nothing more is read
  bool sink_failed_ = false;      // nothing more is handed on
  std::optional<Error> error_;
};

// As many jobs as `asked`, or for 0 as the machine has cores; at most 64.
unsigned JobsFor(unsigned asked);

}  // namespace fun::stream
