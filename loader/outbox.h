// Puts records into batches and the batches on their way.
//
// Until Open is called nothing reaches the server, not even the index template: batches wait here
// for the early word.  With a folder for bodies nothing ever does.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "loader/body_folder.h"
#include "loader/bulk/client.h"
#include "loader/id.h"
#include "loader/release/holdings.h"
#include "loader/release/replacement.h"
#include "loader/server/http.h"
#include "loader/server/target.h"
#include "loader/transform/transform.h"

namespace fun::loader {

struct OutboxOptions {
  Connection connection;
  Target target = {};
  std::size_t batch_bytes = 0;
  ClientOptions client = {};
  std::string release = {};
  bool takes_mixtures = false;  // days may hold records of another release, or of none
};

// One thread.
class Outbox {
 public:
  using Clock = std::chrono::steady_clock;

  // `bodies`: where batches are written in place of being sent.
  explicit Outbox(OutboxOptions options, std::optional<BodyFolder> bodies = std::nullopt)
      : options_(std::move(options)), bodies_(std::move(bodies)), is_open_(bodies_.has_value()) {}

  struct Letter {
    std::string_view line;
    const Document& document;  // it has a time
    const RecordId& id;
    LinePlace place;
  };

  // Takes a record; sends the batch that it fills.  May wait for the server.
  Result<void> Add(const Letter& letter);

  // From now on batches may go, those that waited first.
  Result<void> Open();
  bool is_open() const { return is_open_; }
  bool has_bodies() const { return bodies_.has_value(); }

  // Bytes that wait for Open.
  std::size_t held_bytes() const { return held_bytes_; }

  // When the oldest record that is not on its way was added.
  std::optional<Clock::time_point> waiting_since() const { return waiting_since_; }

  // Sends what waits.  Needs Open.
  Result<void> Flush();

  // Flush, and waits until the server has answered for every record, or every body is written.
  Result<void> Finish();

  // Names the folder of bodies, if there is one, or removes it when they are not all.
  Result<void> EndBodies(bool is_complete);

  // The server's failure, if there was one.
  Result<void> Check();

  // What became of records since the last call.
  Outcome TakeOutcome();

  std::string IndexName(event::EpochDay day) const { return options_.target.IndexOf(day); }

  // Makes all records of `index` searchable and returns what it holds; nothing when this user may
  // not read.
  Result<std::optional<DayHoldings>> AskHoldings(const std::string& index);

  // What an index held before the first of our records was sent there; nullptr when nobody knows.
  const DayHoldings* HeldBefore(const std::string& index) const;

  // How many records of `index` DeleteOthers would leave.
  Result<std::uint64_t> CountOwn(const std::string& index);

  // Deletes the records of `index` that are not of our release, and adds to `deleted` how many.
  Result<void> DeleteOthers(const std::string& index, std::uint64_t& deleted);

 private:
  std::size_t BodyLimit() const;
  Result<void> SendOpenBatch();
  Result<void> SendNow(Batch batch);
  Result<void> Prepare(const Batch& first);
  Result<void> Admit(const Batch& batch);
  Result<void> AdmitIndex(const std::string& index);
  Http& Server();

  OutboxOptions options_;
  std::optional<BodyFolder> bodies_;
  std::unique_ptr<Http> http_;
  std::unique_ptr<BulkClient> client_;
  std::map<std::string, std::optional<DayHoldings>> held_before_;  // by index, of all target days
  bool is_open_;
  Batch batch_;
  std::vector<Batch> held_;
  std::size_t held_bytes_ = 0;
  std::optional<Clock::time_point> waiting_since_;
  event::EpochDay index_day_ = 0;
  std::string index_;  // of index_day_
};

}  // namespace fun::loader
