#include "loader/reconcile.h"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/process.h"
#include "core/record/summary.h"
#include "core/stream/progress.h"
#include "loader/release/deletion.h"

namespace fun::loader {
namespace {

Error NothingDeleted(Error why) {
  why.message = "nothing was deleted: " + why.message;
  return why;
}

Error MayNotRead(const std::string& what) {
  return {ExitCode::kEnvironment, "this user may not read, and cannot know " + what,
          "give it the index privileges read and maintenance"};
}

Error FewerThanAcknowledged(std::string_view index, const LoadSummary& summary,
                            const Options& options) {
  Error error = {
      ExitCode::kNo,
      "the server holds fewer records in " + std::string(index) + " than it acknowledged",
      options.state.empty()
          ? "does something delete them? then run again: it adds only what is missing"
          : "does something delete them? then start again with a new folder for --state: it adds "
            "only what is missing"};
  const auto is_whole = [](const auto& entry) { return entry.second.deleted == 0; };
  if (!options.replace || !std::ranges::all_of(summary.indices, is_whole)) return error;
  return NothingDeleted(std::move(error));
}

// A load is one all the same, unless something is to be deleted on the strength of the count.
Result<void> WithoutCount(Error why, const Options& options) {
  if (why.code == ExitCode::kIncomplete) {
    return Failure(why.code, "stopped by a signal before the server had counted",
                   "run the same command again: it adds only what is missing, and counts");
  }
  if (why.code == ExitCode::kUsage) why.code = ExitCode::kNo;  // the records are loaded
  if (options.replace) return std::unexpected(NothingDeleted(std::move(why)));
  Say(kTool, "the server's own count is missing: " + why.message);
  return {};
}

// Lines that would be there if the input or the server were mended; what has no time in range, or
// is larger than any request, would not.
std::uint64_t MissingLines(const LoadSummary& summary) {
  std::uint64_t missing = summary.counts.quarantined + summary.counts.rejected;
  for (const auto& [type, count] : summary.dead_lettered_by) {
    if (type != kNoTimeType && type != kTimeRangeType && type != kTooLargeType) missing += count;
  }
  return missing;
}

Result<void> CheckNothingIsMissing(const LoadSummary& summary, const Options& options) {
  const std::uint64_t missing = MissingLines(summary);
  if (missing == 0) return {};
  return std::unexpected(NothingDeleted(
      {ExitCode::kNo,
       "the release is not all there: lines that were quarantined, rejected or refused by the "
       "server: " +
           stream::WithThousands(missing),
       std::string("mend what is wrong with them (--quarantine, --rejects and --dead-letter keep "
                   "them; --replay FILE --mix with the same --release loads the dead letters), "
                   "then run the same command again") +
           (options.state.empty() ? "" : " with a new folder for --state")}));
}

// Asks by the very words that the deletion goes by.
Result<void> CheckAllIsThere(Outbox& outbox, const std::string& name, const IndexReport& index) {
  const auto own = outbox.CountOwn(name);
  if (!own) return std::unexpected(NothingDeleted(own.error()));
  const std::uint64_t before = index.before.value_or(HeldCount()).own();
  const std::uint64_t least = index.counts.indexed + std::max(before, index.counts.already_there);
  if (*own >= least) return {};
  return std::unexpected(NothingDeleted(
      {ExitCode::kNo,
       "in " + name + " " + stream::WithThousands(*own) + " records of the release are counted, " +
           stream::WithThousands(least) + " or more should be there",
       "does something delete them, or is its field release no keyword? load it anew, then run the "
       "same command again"}));
}

// Another question than the one that listed them.
Result<void> CheckNoneIsLeft(Outbox& outbox, const std::string& name, const std::string& release,
                             IndexReport& index) {
  const auto holdings = outbox.AskHoldings(name);
  if (!holdings && holdings.error().code == ExitCode::kIncomplete) {
    return std::unexpected(StoppedDeletion("records of other releases", index.deleted));
  }
  if (!holdings) return std::unexpected(holdings.error());
  if (!*holdings) return std::unexpected(MayNotRead("how many records of other releases are left"));
  index.on_server = CountFor(release, **holdings);
  if (index.on_server->others == 0) return {};
  return Failure(ExitCode::kEnvironment,
                 "records of other releases are in " + name +
                     " still, or again: " + stream::WithThousands(index.on_server->others),
                 "does somebody else load into it? stop that, and run the same command again");
}

}  // namespace

Result<void> CheckReplaceOptions(const Options& options) {
  if (!options.replace || options.replay.empty()) return {};
  return Failure(
      ExitCode::kUsage,
      "--replace deletes once all of the release is there, and --replay loads some of it",
      "--replay FILE --mix with the same --release, then the load with --replace again");
}

Result<void> CountOnServer(Outbox& outbox, const Options& options, LoadSummary& summary) {
  const std::string& release = options.release;
  for (auto& [name, index] : summary.indices) {
    const auto holdings = outbox.AskHoldings(name);
    if (!holdings) return WithoutCount(holdings.error(), options);
    if (!*holdings) return WithoutCount(MayNotRead("what an index holds"), options);
    index.on_server = CountFor(release, **holdings);
    const DayHoldings* const before = outbox.HeldBefore(name);
    if (!index.goes_on && before != nullptr) index.before = CountFor(release, *before);
  }
  if (const std::string_view index = IndexWithAnotherWriter(summary); !index.empty()) {
    Say(kTool,
        std::string(index) + " holds more than this run explains: somebody else writes there");
  }
  return {};
}

Result<void> CheckCounts(const LoadSummary& summary, const Options& options) {
  const LoadCounts& counts = summary.counts;
  if (!counts.IsBalanced() || counts.unanswered != 0) {
    return Failure(ExitCode::kIncomplete, "the counts do not add up: " + LoadEquation(counts));
  }
  if (const std::string_view index = IndexThatLost(summary); !index.empty()) {
    return std::unexpected(FewerThanAcknowledged(index, summary, options));
  }
  if (!options.expect.empty()) {
    const auto stated = record::ReadStreamDigest(options.expect);
    if (!stated) return std::unexpected(stated.error());
    if (stated->bytes != summary.received.bytes || stated->sha256 != summary.received.sha256) {
      return Failure(ExitCode::kIncomplete,
                     "the stream is not the one that " + options.expect +
                         " states: " + std::to_string(summary.received.bytes) + " bytes came, " +
                         std::to_string(stated->bytes) + " are stated",
                     "write it again; loading it then adds only what is missing");
    }
  }
  if (counts.read == 0 && !options.input.allow_empty) {
    return Failure(ExitCode::kInput, "no line was read",
                   "--allow-empty makes an input without lines a good end");
  }
  return {};
}

Result<void> EndReplay(KeptLines& letters, const std::string& path, const LoadSummary& summary,
                       bool is_sound) {
  const LoadCounts& counts = summary.counts;
  const bool is_counted = std::ranges::all_of(
      summary.indices, [](const auto& entry) { return entry.second.on_server.has_value(); });
  if (!is_sound || !is_counted || counts.unanswered + counts.quarantined + counts.rejected != 0) {
    letters.Abandon();
    Say(kTool, "the file of --replay stays as it was");
    return {};
  }
  if (letters.count() != 0) return letters.Commit();
  letters.Abandon();
  ::unlink(path.c_str());
  return {};
}

Result<void> ReplaceOthers(Outbox& outbox, const Options& options, LoadSummary& summary) {
  if (auto whole = CheckNothingIsMissing(summary, options); !whole) return whole;
  for (const auto& [name, index] : summary.indices) {
    if (auto sound = CheckAllIsThere(outbox, name, index); !sound) return sound;
  }
  for (auto& [name, index] : summary.indices) {
    if (auto gone = outbox.DeleteOthers(name, index.deleted); !gone) return gone;
    if (auto none = CheckNoneIsLeft(outbox, name, options.release, index); !none) return none;
  }
  return CheckCounts(summary, options);
}

}  // namespace fun::loader
