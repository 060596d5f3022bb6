#include "loader/outbox.h"

#include <algorithm>
#include <utility>

#include "loader/release/rollover.h"
#include "loader/server/template.h"

namespace fun::loader {
namespace {

// What an action line takes beside the index, and some more.
constexpr std::size_t kEnvelope = 128;

}  // namespace

Result<void> Outbox::Add(const Letter& letter) {
  std::size_t size = letter.line.size() + options_.target.index_prefix.size() +
                     options_.target.stream.size() + kEnvelope;
  for (const json::Edit& edit : letter.document.edits) size += edit.text.size();
  if (!batch_.empty() && batch_.body().size() + size > BodyLimit()) {
    if (auto sent = SendOpenBatch(); !sent) return sent;
  }
  const event::EpochMs time = *letter.document.time;
  if (const event::EpochDay day = event::DayOf(time); index_.empty() || day != index_day_) {
    index_day_ = day;
    index_ = IndexName(day);
  }
  if (batch_.empty()) batch_.Reserve(std::max(size, BodyLimit()));
  const std::size_t before = batch_.body().size();
  batch_.Add({letter.line, letter.document.json, index_, TextOf(letter.id), letter.document.edits,
              index_day_, letter.place});
  if (!is_open_) held_bytes_ += batch_.body().size() - before;
  if (!waiting_since_) waiting_since_ = Clock::now();
  return {};
}

std::size_t Outbox::BodyLimit() const {
  if (client_ == nullptr) return options_.batch_bytes;
  return std::min(options_.batch_bytes, client_->BodyLimit());
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
  return client_ == nullptr ? Result<void>() : client_->Finish();
}

Result<void> Outbox::EndBodies(bool is_complete) {
  if (!bodies_) return {};
  if (is_complete) return bodies_->Commit();
  bodies_->Abandon();
  return {};
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
  auto sent = SendNow(std::move(batch));
  if (client_ != nullptr) batch_ = client_->EmptyBatch();
  return sent;
}

Result<void> Outbox::SendNow(Batch batch) {
  if (bodies_) return bodies_->Write(batch.body());
  if (client_ == nullptr) {
    if (auto prepared = Prepare(batch); !prepared) return prepared;
    client_ = std::make_unique<BulkClient>(options_.connection, options_.client);
  }
  if (auto admitted = Admit(batch); !admitted) return admitted;
  return client_->Send(std::move(batch));
}

// Before anything is sent.
Result<void> Outbox::Prepare(const Batch& first) {
  const Target& target = options_.target;
  if (target.is_stream()) {
    auto sound = CheckStream(Server(), target, options_.client.give_up);
    if (!sound) return sound;
  }
  return PutTemplate(Server(), target, target.IndexOf(first.DayOf(0)), options_.client.give_up);
}

// Asks each day that comes up for the first time what it holds.
Result<void> Outbox::Admit(const Batch& batch) {
  for (std::size_t record = 0; record < batch.size(); ++record) {
    if (record > 0 && batch.DayOf(record) == batch.DayOf(record - 1)) continue;
    const std::string index = IndexName(batch.DayOf(record));
    if (held_before_.contains(index)) continue;
    if (auto admitted = AdmitIndex(index); !admitted) return admitted;
  }
  return {};
}

Result<void> Outbox::AdmitIndex(const std::string& index) {
  auto held = AskHoldings(index);
  if (!held) return std::unexpected(held.error());
  if (!*held && !options_.release.empty()) {
    return Failure(ExitCode::kEnvironment,
                   "this user may not read, and cannot know which releases a day holds",
                   "give it the index privileges read and maintenance");
  }
  if (*held && !options_.takes_mixtures) {
    auto pure = RefuseMixture(index, **held, options_.release);
    if (!pure && options_.target.is_stream()) {  // nothing is replaced there
      return Failure(pure.error().code, std::move(pure.error().message),
                     "choose a --data-stream for this release alone; --mix loads it beside them");
    }
    if (!pure) return pure;
  }
  held_before_.emplace(index, std::move(*held));
  return {};
}

Result<std::optional<DayHoldings>> Outbox::AskHoldings(const std::string& index) {
  return loader::AskHoldings(Server(), index, options_.client.give_up);
}

const DayHoldings* Outbox::HeldBefore(const std::string& index) const {
  const auto found = held_before_.find(index);
  return found == held_before_.end() || !found->second ? nullptr : &*found->second;
}

Result<std::uint64_t> Outbox::CountOwn(const std::string& index) {
  return loader::CountOwn(Server(), {index, options_.release, options_.client.give_up});
}

Result<void> Outbox::DeleteOthers(const std::string& index, std::uint64_t& deleted) {
  return loader::DeleteOthers(Server(), {index, options_.release, options_.client.give_up},
                              deleted);
}

Http& Outbox::Server() {
  if (http_ == nullptr) http_ = std::make_unique<Http>(options_.connection);
  return *http_;
}

}  // namespace fun::loader
