#include "loader/outbox.h"

#include <utility>

#include "loader/server/answer.h"
#include "loader/server/template.h"

namespace fun::loader {
namespace {

// What an action line takes beside the index, and some more.
constexpr std::size_t kEnvelope = 128;

}  // namespace

Result<void> Outbox::Add(const Letter& letter) {
  std::size_t size = letter.line.size() + options_.index_prefix.size() + kEnvelope;
  for (const json::Edit& edit : letter.document.edits) size += edit.text.size();
  if (!batch_.empty() && batch_.body().size() + size > options_.batch_bytes) {
    if (auto sent = SendOpenBatch(); !sent) return sent;
  }
  const event::EpochMs time = *letter.document.time;
  if (const event::EpochDay day = event::DayOf(time); index_.empty() || day != index_day_) {
    index_day_ = day;
    index_ = IndexName(day);
  }
  const std::size_t before = batch_.body().size();
  batch_.Add({letter.line, letter.document.json, index_, TextOf(letter.id), letter.document.edits,
              index_day_, letter.place});
  if (!is_open_) held_bytes_ += batch_.body().size() - before;
  if (!waiting_since_) waiting_since_ = Clock::now();
  return {};
}

Result<void> Outbox::Open() {
  is_open_ = true;
  for (Batch& batch : std::exchange(held_, {})) {
    if (auto sent = SendNow(std::move(batch)); !sent) return sent;
  }
  held_bytes_ = 0;
  return {};
}

Result<void> Outbox::Flush() {
  if (batch_.empty()) return {};
  auto sent = SendOpenBatch();
  waiting_since_.reset();
  return sent;
}

Result<void> Outbox::Finish() {
  if (auto sent = Flush(); !sent) return sent;
  if (bodies_) return bodies_->Commit();
  return client_ == nullptr ? Result<void>() : client_->Finish();
}

Result<void> Outbox::Check() { return client_ == nullptr ? Result<void>() : client_->Check(); }

Outcome Outbox::TakeOutcome() { return client_ == nullptr ? Outcome() : client_->TakeOutcome(); }

Result<void> Outbox::SendOpenBatch() {
  Batch batch = std::exchange(batch_, {});
  if (!is_open_) {
    held_.push_back(std::move(batch));
    return {};
  }
  waiting_since_.reset();
  return SendNow(std::move(batch));
}

Result<void> Outbox::SendNow(Batch batch) {
  if (bodies_) return bodies_->Write(batch.body());
  if (client_ == nullptr) {
    auto put = PutTemplate(Server(), options_.index_prefix, IndexName(batch.DayOf(0)),
                           options_.client.give_up);
    if (!put) return put;
    client_ = std::make_unique<BulkClient>(options_.connection, options_.client);
  }
  return client_->Send(std::move(batch));
}

std::string Outbox::IndexName(event::EpochDay day) const {
  std::string name = options_.index_prefix;
  event::AppendDay(day, name);
  return name;
}

Result<std::uint64_t> Outbox::CountOnServer(const std::string& index) {
  const auto refreshed = Server().AskPatiently(
      {"POST", "/" + index + "/_refresh?filter_path=error.type", ""}, options_.client.give_up);
  if (!refreshed) return std::unexpected(refreshed.error());
  if (!refreshed->is_good()) {
    return std::unexpected(ErrorOfAnswer(*refreshed, "refresh an index"));
  }
  const auto counted = Server().AskPatiently(
      {"GET", "/" + index + "/_count?filter_path=count,error.type", ""}, options_.client.give_up);
  if (!counted) return std::unexpected(counted.error());
  const auto count = ReadNumber(counted->body, "count");
  if (!counted->is_good() || !count) {
    return std::unexpected(ErrorOfAnswer(*counted, "count an index"));
  }
  return *count;
}

Http& Outbox::Server() {
  if (http_ == nullptr) http_ = std::make_unique<Http>(options_.connection);
  return *http_;
}

}  // namespace fun::loader
