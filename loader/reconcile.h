// Holds what a run counted against what the server holds and what the operator expects.
#pragma once

#include <string>

#include "core/base/error.h"
#include "loader/kept.h"
#include "loader/options.h"
#include "loader/outbox.h"
#include "loader/summary.h"

namespace fun::loader {

// kUsage when --replace comes with --replay: a file of dead letters is not all of a release.
Result<void> CheckReplaceOptions(const Options& options);

// Notes in `summary` what each index of the run held before and holds now.  Says when another
// writer shows, or when the server does not count: a load is one all the same, only the check is
// missing.  Not so with --replace: errors as Outbox has them.  kIncomplete when a stop is
// requested.
Result<void> CountOnServer(Outbox& outbox, const Options& options, LoadSummary& summary);

// Is the run what it must be?  Asked when nothing went wrong on the way.  kIncomplete when the
// counts do not add up or the stream is not the one expected, kNo when the server lost records,
// kInput when there was no line.
Result<void> CheckCounts(const LoadSummary& summary, const Options& options);

// Ends the file of --replay, whose lines that are dead letters again are in `letters`: it loses a
// line only when the line is on the server, by what it acknowledged (`is_sound`: all else in the
// run was well) and by its own count.  Else it stays, which is said.
Result<void> EndReplay(KeptLines& letters, const std::string& path, const LoadSummary& summary,
                       bool is_sound);

// After the others passed, when no line of the release is missing and the server counts that all of
// it is in each index (kNo: nothing was deleted): deletes from each index of the run what is not of
// our release, so that a correction leaves nothing of what it corrects, and notes how much that
// was.  Errors as Outbox and CheckCounts.
Result<void> ReplaceOthers(Outbox& outbox, const Options& options, LoadSummary& summary);

}  // namespace fun::loader
