// Lines that are kept aside for a person to look at: quarantined, and dead
// letters.  They hold personal data: the file is for its owner alone (0600), and there is
// none unless a flag names it.  What an earlier run kept there stays: it came through a pipe,
// perhaps, and would not come again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/base/error.h"
#include "core/base/file.h"

namespace fun::loader {

// Where a line stands that is kept, and what is wrong with it.
struct KeptBecause {
  std::string_view input;
  std::uint64_t line = 0;   // counted from 1
  std::string_view reason;  // "quarantined, email at /event"
};

// One thread.
class KeptLines {
 public:
  // `flag` names the file; without a `path` lines are said, not kept.  The file appears with
  // Commit; until then the one of an earlier run is as it was.
  static Result<KeptLines> Open(std::string_view flag, const std::string& path);

  // Before the first Add: puts the lines of the file of an earlier run at the begin of this one's.
  // What is added and stands among them is the same record, by its id, and is not written twice;
  // of equal lines as many are kept as the run has that has most.
  Result<void> GoOn();

  // Says why, if not too many have been said, and keeps `line`, which has no LF.
  Result<void> Add(const KeptBecause& because, std::string_view line);

  // Leaves a file of an earlier run as it is; what was added here is kept nowhere.
  void Abandon() { file_.reset(); }

  std::uint64_t count() const { return count_; }

  // Says how many were not said, and gives the file its name.  After a failure to write
  // there is no file: it would miss a line.
  Result<void> Commit();

 private:
  Result<void> Write(std::string_view line);

  std::string_view flag_;
  std::string path_;
  std::optional<AtomicFile> file_;
  std::unordered_map<std::string, std::uint64_t> earlier_;  // digests of lines that did not come
  std::uint64_t earlier_count_ = 0;                         // again yet, and how many these are
  std::uint64_t count_ = 0;
  bool is_lost_ = false;  // the file, because it could not be written
};

}  // namespace fun::loader
