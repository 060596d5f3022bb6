// Packs a stream of bytes into gzip: several threads, the same bytes for any number of them.
//
// Every kPackBlock bytes become a gzip member of their own (RFC 1952, 2.2), cut by their place in
// the stream alone.  Any reader of gzip takes the members for one text.  The headers hold no time,
// no name and no system.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "core/stream/gzip.h"

namespace fun::stream {

inline constexpr std::size_t kPackBlock = std::size_t{1} << 20;  // bytes

// Add and Finish: one thread at a time.
class Packer {
 public:
  // Takes packed bytes in their order; called by the thread that calls Add or Finish.
  using Write = std::function<Result<void>(std::string_view)>;

  // `jobs` threads of its own pack; with 1 none: the caller does.
  explicit Packer(unsigned jobs);
  Packer(const Packer&) = delete;
  Packer& operator=(const Packer&) = delete;
  ~Packer();  // what was not finished is thrown away

  // Waits while all blocks are in work: at most three a job are held.
  Result<void> Add(std::string_view bytes, const Write& write);

  // Packs what is left; a stream without a byte becomes one member.  The next stream may follow.
  Result<void> Finish(const Write& write);

 private:
  struct Block;

  void Work();
  void Submit();
  Result<void> WriteOldest(const Write& write);
  Block& At(std::uint64_t number) { return *blocks_[number % blocks_.size()]; }

  std::vector<std::unique_ptr<Block>> blocks_;  // a ring
  std::unique_ptr<GzipBlock> own_;              // of the caller, when there are no threads
  std::uint64_t written_ = 0;                   // blocks, of all streams; the caller's alone
  bool is_empty_ = true;                        // the stream in hand
  std::mutex mutex_;                            // guards all below, and which blocks are packed
  std::condition_variable work_;                // a block was filled, or there will be none
  std::condition_variable done_;                // a block was packed
  std::uint64_t filled_ = 0;                    // blocks
  std::uint64_t taken_ = 0;                     // blocks, by a thread
  bool is_over_ = false;
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace fun::stream
