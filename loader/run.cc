#include "loader/run.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/base/file.h"
#include "core/base/process.h"
#include "core/record/bag_folder.h"
#include "core/stream/chunks.h"
#include "core/stream/progress.h"
#include "loader/flags/outputs.h"
#include "loader/gate.h"
#include "loader/intake.h"
#include "loader/outbox.h"
#include "loader/parts.h"
#include "loader/query/next_step.h"
#include "loader/received.h"
#include "loader/reconcile.h"
#include "loader/release/erasure.h"
#include "loader/release/trusted.h"
#include "loader/setup.h"
#include "loader/summary.h"
#include "loader/transform/transform.h"

namespace fun::loader {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestIdle{1'000};     // between two looks at the server's state
constexpr int kFlushIntervalsBetweenSaves = 5;  // of the checkpoint

class Load {
 public:
  Load(const Options& options, LoadParts& parts)
      : options_(options),
        gate_(*parts.gate),
        transform_(*parts.transform),
        aside_(*parts.aside),
        reader_(MakeReader(options, parts)),
        outbox_(MakeOutbox(options, parts)),
        checkpoint_(parts.checkpoint.get()),
        metrics_(parts.metrics.get()),
        intake_({gate_, transform_, aside_, outbox_, reader_, checkpoint_},
                {parts.range.since, parts.range.until, options.dry_run, options.release}),
        received_(!options.expect.empty() || !options.summary.empty()) {}

  ExitCode Run();

 private:
  Result<void> ReadAll();
  Result<void> TakeChunk(const stream::Chunk& chunk);
  Error Stopped() const;
  Result<void> KeepUp();
  Result<void> SendRest();
  Result<void> SaveWhenDue();
  Result<void> Save();
  bool HasCaughtUp() const;
  void CommitAside();
  milliseconds IdleTime() const;
  void SumUp();
  ExitCode End(Result<void> sent);
  void Note(const Result<void>& step);
  void NoteSending(Result<void> sent);

  const Options& options_;
  Gate& gate_;
  Transform& transform_;
  Aside& aside_;
  stream::ChunkReader reader_;
  Outbox outbox_;
  Checkpoint* checkpoint_;
  MetricsFile* metrics_;
  Outbox::Clock::time_point last_save_ = Outbox::Clock::now();
  Intake intake_;
  Received received_;
  LoadSummary summary_;
  std::vector<Error> troubles_;  // why the run is not complete
};

ExitCode Load::Run() {
  if (metrics_ != nullptr) metrics_->Start(options_.flush_time());
  auto sent = ReadAll();
  if (sent) sent = SendRest();
  const auto settled = intake_.Settle(outbox_.TakeOutcome());
  Note(settled);
  if (sent && settled && checkpoint_ != nullptr) Note(Save());
  if (metrics_ != nullptr) metrics_->Count(intake_.summary().counts);
  CommitAside();
  return End(std::move(sent));
}

// Reads to the end of input, or to what cuts it short, which is noted: the lines before it are
// whole.  Fails when nothing more can be sent.
Result<void> Load::ReadAll() {
  stream::Progress progress(kTool, stream::ModeOf(options_.input),
                            stream::TotalSize(options_.input.inputs));
  stream::Chunk chunk;
  for (;;) {
    const auto outcome = reader_.Next(chunk, static_cast<int>(IdleTime().count()));
    const bool is_idle = outcome && *outcome == stream::ChunkReader::Outcome::kIdle;
    if (!outcome || (is_idle && IsStopRequested())) {
      const bool is_damaged = !outcome && outcome.error().code != ExitCode::kIncomplete;
      troubles_.push_back(is_damaged ? outcome.error() : Stopped());
      return {};
    }
    if (*outcome == stream::ChunkReader::Outcome::kEnd) {
      return checkpoint_ == nullptr ? Result<void>() : checkpoint_->CheckEnd();
    }
    if (*outcome == stream::ChunkReader::Outcome::kChunk) {
      if (auto taken = TakeChunk(chunk); !taken) return taken;
    }
    if (auto kept_up = KeepUp(); !kept_up) return kept_up;
    progress.Update(reader_.packed_bytes_read(), intake_.summary().counts.read);
  }
}

Result<void> Load::TakeChunk(const stream::Chunk& chunk) {
  received_.Add(chunk);
  if (checkpoint_ == nullptr) return intake_.Take(chunk);
  auto checked = checkpoint_->Check(chunk, reader_.NameOf(chunk.input));
  if (!checked) return checked;
  if (auto taken = intake_.Take(chunk); !taken) return taken;
  checkpoint_->Passed(chunk, intake_.lines(), intake_.open_bytes());
  return SaveWhenDue();
}

// Waits for the server's answers to all that was read: a moment of the time between two saves.
Result<void> Load::SaveWhenDue() {
  const auto due = last_save_ + kFlushIntervalsBetweenSaves * options_.flush_time();
  if (Outbox::Clock::now() < due || !outbox_.is_open()) return {};
  if (auto sent = outbox_.Finish(); !sent) return sent;
  if (auto settled = intake_.Settle(outbox_.TakeOutcome()); !settled) return settled;
  return Save();
}

Result<void> Load::Save() {
  last_save_ = Outbox::Clock::now();
  const LoadSummary& summary = intake_.summary();
  if (!HasCaughtUp() || summary.counts.unanswered != 0) return {};
  std::map<std::string, IndexPoint> indices;
  for (const auto& [name, index] : summary.indices) {
    IndexPoint point = {index.counts, index.before};
    const DayHoldings* const held = outbox_.HeldBefore(name);
    if (!index.goes_on && held != nullptr) point.before = CountFor(options_.release, *held);
    indices.emplace(name, point);
  }
  return checkpoint_->Save(std::move(indices));
}

// All that runs before this one settled came again, and is the same.
bool Load::HasCaughtUp() const {
  return checkpoint_ == nullptr || (intake_.has_caught_up() && checkpoint_->CheckEnd().has_value());
}

Error Load::Stopped() const {
  return {ExitCode::kIncomplete, "stopped by a signal behind " + intake_.PlaceText(),
          checkpoint_ == nullptr ? "run it again from the start: it adds only what is missing"
                                 : "run it again with the same --state: it goes on from there"};
}

// What is due between two chunks.
Result<void> Load::KeepUp() {
  if (auto settled = intake_.Settle(outbox_.TakeOutcome()); !settled) return settled;
  if (metrics_ != nullptr) metrics_->Count(intake_.summary().counts);
  const auto since = outbox_.waiting_since();
  if (since && Outbox::Clock::now() - *since >= options_.flush_time()) {
    if (auto said = intake_.SayEarlyWord(); !said) return said;
    if (auto flushed = outbox_.Flush(); !flushed) return flushed;
  }
  return outbox_.Check();
}

milliseconds Load::IdleTime() const {
  const auto since = outbox_.waiting_since();
  if (!since) return kLongestIdle;
  const auto due = *since + options_.flush_time() - Outbox::Clock::now();
  return std::clamp(std::chrono::ceil<milliseconds>(due), milliseconds(0), kLongestIdle);
}

Result<void> Load::SendRest() {
  if (options_.dry_run) return outbox_.has_bodies() ? outbox_.Finish() : Result<void>();
  if (auto said = intake_.SayEarlyWord(); !said) return said;
  return outbox_.Finish();
}

// Whatever ended the run, the lines in these files are whole, and of a pipe they
// would not come again.
void Load::CommitAside() {
  // Of a load that goes on they hold more, until all of it came again.
  if (!HasCaughtUp()) return;
  Note(aside_.rejects.Commit());
  Note(aside_.quarantine.Commit());
  if (options_.replay.empty()) Note(aside_.dead_letters.Commit());
}

void Load::Note(const Result<void>& step) {
  if (!step) troubles_.push_back(step.error());
}

// What a signal broke off does not know where the load stands.
void Load::NoteSending(Result<void> sent) {
  if (sent || sent.error().code != ExitCode::kIncomplete || !IsStopRequested()) return Note(sent);
  if (troubles_.empty()) troubles_.push_back(Stopped());
}

void Load::SumUp() {
  summary_ = intake_.summary();
  summary_.received = received_.Finish();
  summary_.policy = gate_.policy().name();
  summary_.policy_digest = gate_.policy().Digest();
  summary_.is_dry_run = options_.dry_run;
}

ExitCode Load::End(Result<void> sent) {
  const bool was_refused = !sent && sent.error().code == ExitCode::kNo;
  SumUp();
  NoteSending(std::move(sent));
  if (troubles_.empty() && !options_.dry_run) {
    Note(CountOnServer(outbox_, options_, summary_));
  }
  if (troubles_.empty()) Note(CheckCounts(summary_, options_));
  Note(transform_.Check());
  if (!options_.replay.empty() && HasCaughtUp()) {
    Note(EndReplay(aside_.dead_letters, options_.replay, summary_, troubles_.empty()));
  }
  if (troubles_.empty() && options_.replace && !options_.dry_run) {
    Note(ReplaceOthers(outbox_, options_, summary_));
  }
  Note(outbox_.EndBodies(troubles_.empty()));
  if (troubles_.empty() && !options_.summary.empty()) {
    Note(WriteFileAtomically(options_.summary, SummaryText(summary_), 0666));
  }
  if (!options_.input.quiet && !was_refused && HasCaughtUp()) SayEnd(summary_);
  if (!options_.input.quiet && troubles_.empty()) {
    SayNextStep(options_.target, options_.dashboards, options_.dry_run, summary_);
  }
  ExitCode worst = summary_.counts.refused() != 0 ? ExitCode::kNo : ExitCode::kDone;
  for (const Error& trouble : troubles_) {
    Report(kTool, trouble);
    worst = WorstOf({worst, trouble.code});
  }
  return worst;
}

}  // namespace

Result<ExitCode> RunLoader(Options options) {
  if (options.erase) return EraseRecords(options);
  if (options.setup) {
    if (auto checked = CheckSetup(options); !checked) return std::unexpected(checked.error());
    return SetUp(options);
  }
  if (auto checked = CheckReplaceOptions(options); !checked) {
    return std::unexpected(checked.error());
  }
  if (auto taken = TakeReplay(options); !taken) return std::unexpected(taken.error());
  if (auto checked = CheckOutputs(options); !checked) return std::unexpected(checked.error());
  if (auto checked = CheckTrustOptions(options); !checked) return std::unexpected(checked.error());
  if (options.trust.empty()) {
    const auto inputs = stream::ExpandInputs(kTool, options.input, record::ListPayload);
    if (!inputs) return std::unexpected(inputs.error());
  }
  if (auto checked = CheckLoadOptions(options); !checked) return std::unexpected(checked.error());
  auto files = OpenIfTrusted(options);
  if (!files) return std::unexpected(files.error());
  if (auto checked = CheckInputsOfState(options); !checked) {
    return std::unexpected(checked.error());
  }
  auto parts = MakeParts(options);
  if (!parts) return std::unexpected(parts.error());
  parts->files = std::move(*files);
  if (const std::string warning = WarningFor(*parts->connection);
      !warning.empty() && !options.input.quiet && !options.dry_run) {
    Say(kTool, warning);
  }
  if (parts->checkpoint != nullptr && parts->checkpoint->settled_lines() != 0 &&
      !options.input.quiet) {
    Say(kTool, "goes on behind " + stream::WithThousands(parts->checkpoint->settled_lines()) +
                   " lines that are settled");
  }
  return Load(options, *parts).Run();
}

}  // namespace fun::loader
