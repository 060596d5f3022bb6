#include "loader/run.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/base/file.h"
#include "core/base/process.h"
#include "core/record/summary.h"
#include "core/stream/chunks.h"
#include "core/stream/progress.h"
#include "loader/gate.h"
#include "loader/intake.h"
#include "loader/outbox.h"
#include "loader/parts.h"
#include "loader/received.h"
#include "loader/summary.h"
#include "loader/transform/transform.h"

namespace fun::loader {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLongestIdle{1'000};  // between two looks at the server's state

OutboxOptions OutboxOptionsOf(const Options& options, Connection connection) {
  return {std::move(connection), options.index_prefix,
          options.batch_bytes,   {options.concurrency, options.give_up_time()},
          options.release,       options.mix || options.replace};
}

class Load {
 public:
  Load(const Options& options, LoadParts& parts)
      : options_(options),
        gate_(*parts.gate),
        transform_(*parts.transform),
        aside_(*parts.aside),
        reader_(options.input.inputs, {options.input.max_line}),
        outbox_(OutboxOptionsOf(options, std::move(*parts.connection)), std::move(parts.bodies)),
        intake_({gate_, transform_, aside_, outbox_, reader_},
                {parts.range.since, parts.range.until, options.dry_run, options.release}),
        received_(!options.expect.empty() || !options.summary.empty()) {}

  ExitCode Run();

 private:
  Result<void> ReadAll();
  Error Stopped() const;
  Result<void> KeepUp();
  Result<void> SendRest();
  void CommitAside();
  void CommitReplay();
  milliseconds IdleTime() const;
  void SumUp();
  void CountOnServer();
  Result<void> DeleteOthers();
  Result<void> CheckEnd() const;
  ExitCode End(Result<void> sent);
  void SayWhatIsNext() const;
  void Note(const Result<void>& step);

  const Options& options_;
  Gate& gate_;
  Transform& transform_;
  Aside& aside_;
  stream::ChunkReader reader_;
  Outbox outbox_;
  Intake intake_;
  Received received_;
  LoadSummary summary_;
  std::vector<Error> troubles_;  // why the run is not complete
};

ExitCode Load::Run() {
  auto sent = ReadAll();
  if (sent) sent = SendRest();
  Note(intake_.Settle(outbox_.TakeOutcome()));
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
    if (*outcome == stream::ChunkReader::Outcome::kEnd) return {};
    if (*outcome == stream::ChunkReader::Outcome::kChunk) {
      received_.Add(chunk);
      if (auto taken = intake_.Take(chunk); !taken) return taken;
    }
    if (auto kept_up = KeepUp(); !kept_up) return kept_up;
    progress.Update(reader_.packed_bytes_read(), intake_.summary().counts.read);
  }
}

Error Load::Stopped() const {
  return {ExitCode::kIncomplete, "stopped by a signal behind " + intake_.PlaceText(),
          "run it again from the start: it adds only what is missing"};
}

// What is due between two chunks.
Result<void> Load::KeepUp() {
  if (auto settled = intake_.Settle(outbox_.TakeOutcome()); !settled) return settled;
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
  Note(aside_.rejects.Commit());
  Note(aside_.quarantine.Commit());
  if (options_.replay.empty()) return Note(aside_.dead_letters.Commit());
  CommitReplay();
}

// The file that was replayed loses a line only when the line is on the server.
void Load::CommitReplay() {
  const LoadCounts& counts = intake_.summary().counts;
  if (!troubles_.empty() || counts.unanswered + counts.quarantined + counts.rejected != 0) {
    aside_.dead_letters.Abandon();
    Say(kTool, "the file of --replay stays as it was");
  } else if (aside_.dead_letters.count() == 0) {
    aside_.dead_letters.Abandon();
    ::unlink(options_.replay.c_str());
  } else {
    Note(aside_.dead_letters.Commit());
  }
}

void Load::Note(const Result<void>& step) {
  if (!step) troubles_.push_back(step.error());
}

void Load::SumUp() {
  summary_ = intake_.summary();
  summary_.received = received_.Finish();
  summary_.policy = gate_.policy().name();
  summary_.policy_digest = gate_.policy().Digest();
  summary_.is_dry_run = options_.dry_run;
}

// A user who may write and not read still gets a load; only the check is missing.
void Load::CountOnServer() {
  for (auto& [name, index] : summary_.indices) {
    const auto holdings = outbox_.AskHoldings(name);
    if (!holdings || !*holdings) {
      Say(kTool, "the server's own count is missing" +
                     (holdings ? std::string() : ": " + holdings.error().message));
      return;
    }
    index.on_server = (*holdings)->records;
    if (const DayHoldings* const before = outbox_.HeldBefore(name)) index.before = before->records;
  }
  if (const std::string_view index = IndexWithAnotherWriter(summary_); !index.empty()) {
    Say(kTool,
        std::string(index) + " holds more than this run explains: somebody else writes there");
  }
}

// All of this release is there: what is not of it goes, so that a correction leaves nothing of
// what it corrects.
Result<void> Load::DeleteOthers() {
  for (auto& [name, index] : summary_.indices) {
    const auto deleted = outbox_.DeleteOthers(name);
    if (!deleted) return std::unexpected(deleted.error());
    index.deleted = *deleted;
    const auto holdings = outbox_.AskHoldings(name);
    if (!holdings) return std::unexpected(holdings.error());
    if (*holdings) index.on_server = (*holdings)->records;
  }
  return CheckEnd();
}

// Is the run what it must be?  Asked when nothing went wrong on the way.
Result<void> Load::CheckEnd() const {
  const LoadCounts& counts = summary_.counts;
  if (!counts.IsBalanced() || counts.unanswered != 0) {
    return Failure(ExitCode::kIncomplete, "the counts do not add up: " + LoadEquation(counts));
  }
  if (const std::string_view index = IndexThatLost(summary_); !index.empty()) {
    return Failure(
        ExitCode::kNo,
        "the server holds fewer records in " + std::string(index) + " than it acknowledged",
        "does something delete them? then run again: it adds only what is missing");
  }
  if (!options_.expect.empty()) {
    const auto stated = record::ReadStreamDigest(options_.expect);
    if (!stated) return std::unexpected(stated.error());
    if (stated->bytes != summary_.received.bytes || stated->sha256 != summary_.received.sha256) {
      return Failure(ExitCode::kIncomplete,
                     "the stream is not the one that " + options_.expect +
                         " states: " + std::to_string(summary_.received.bytes) + " bytes came, " +
                         std::to_string(stated->bytes) + " are stated",
                     "write it again; loading it then adds only what is missing");
    }
  }
  if (counts.read == 0 && !options_.input.allow_empty) {
    return Failure(ExitCode::kInput, "no line was read",
                   "--allow-empty makes an input without lines a good end");
  }
  return {};
}

ExitCode Load::End(Result<void> sent) {
  SumUp();
  Note(sent);
  if (troubles_.empty() && !options_.dry_run) CountOnServer();
  if (troubles_.empty()) Note(CheckEnd());
  Note(transform_.Check());
  if (troubles_.empty() && options_.replace && !options_.dry_run) Note(DeleteOthers());
  if (troubles_.empty() && !options_.summary.empty()) {
    Note(WriteFileAtomically(options_.summary, SummaryText(summary_), 0666));
  }
  const bool was_refused = !sent && sent.error().code == ExitCode::kNo;
  if (!options_.input.quiet && !was_refused) SayEnd(summary_);
  SayWhatIsNext();
  ExitCode worst = summary_.counts.refused() != 0 ? ExitCode::kNo : ExitCode::kDone;
  for (const Error& trouble : troubles_) {
    Report(kTool, trouble);
    worst = WorstOf({worst, trouble.code});
  }
  return worst;
}

void Load::SayWhatIsNext() const {
  if (options_.input.quiet || !troubles_.empty() || ::isatty(STDERR_FILENO) != 1) return;
  Say(kTool, options_.dry_run ? "next: the same without --dry-run"
                              : "next: funquery --index '" + options_.index_prefix +
                                    "*' query.json > result.json");
}

}  // namespace

Result<ExitCode> RunLoader(Options options) {
  if (auto taken = TakeReplay(options); !taken) return std::unexpected(taken.error());
  const auto inputs = stream::ExpandInputs(kTool, options.input);
  if (!inputs) return std::unexpected(inputs.error());
  if (auto checked = CheckLoadOptions(options); !checked) return std::unexpected(checked.error());
  auto parts = MakeParts(options);
  if (!parts) return std::unexpected(parts.error());
  if (const std::string warning = WarningFor(*parts->connection);
      !warning.empty() && !options.input.quiet && !options.dry_run) {
    Say(kTool, warning);
  }
  return Load(options, *parts).Run();
}

}  // namespace fun::loader
