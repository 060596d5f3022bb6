// Sends batches to the server from a thread of its own, several at a time.
//
// Two requests in flight keep the server busy while it answers one of them; more memory than
// the batches in flight and one in the queue is never used: Send waits.  What fails
// for a passing reason is sent again, which adds nothing twice, because every record
// has its id.  Acknowledged means: the server said so of this very record.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "core/base/error.h"
#include "loader/bulk/batch.h"
#include "loader/bulk/settle.h"
#include "loader/server/connection.h"

namespace fun::loader {

struct Traffic;

struct ClientOptions {
  unsigned concurrency = 2;  // requests in flight, at most
  std::chrono::milliseconds give_up{
      600'000};                // without any progress; 10 s at most once a stop is requested
  Traffic* traffic = nullptr;  // where it counts, if anybody looks; outlives the client
};

// All calls from one thread.
class BulkClient {
 public:
  BulkClient(const Connection& connection, ClientOptions options);
  BulkClient(const BulkClient&) = delete;
  BulkClient& operator=(const BulkClient&) = delete;
  ~BulkClient();  // what is not acknowledged by now stays so

  // Takes over `batch` (not empty), waiting for room.  After a failure, this one or any before,
  // nothing more is sent and every call returns it again: kEnvironment.
  Result<void> Send(Batch batch);

  // An empty batch, if possible with the memory of one that was answered, so that a load settles
  // into the memory that it needs.
  Batch EmptyBatch();

  // The largest body that is of use to the server now, but for a single record.
  std::size_t BodyLimit() const;

  // The failure, if there was one.
  Result<void> Check();

  // Waits until every batch is settled.
  Result<void> Finish();

  // What became of records since the last call.
  Outcome TakeOutcome();

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace fun::loader
