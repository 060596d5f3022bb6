// Lines that are kept aside for a person to look at: quarantined, and dead
// letters.  They hold personal data: the file is for its owner alone (0600), and there is
// none unless a flag names it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
  // Commit.
  static Result<KeptLines> Open(std::string_view flag, const std::string& path);

  // Says why, if not too many have been said, and keeps `line`, which has no LF.
  Result<void> Add(const KeptBecause& because, std::string_view line);

  // Leaves a file of an earlier run as it is; what was added here is kept nowhere.
  void Abandon() { file_.reset(); }

  std::uint64_t count() const { return count_; }

  // Says how many were not said, and gives the file its name.  After a failure to write
  // there is no file: it would miss a line.
  Result<void> Commit();

 private:
  std::string_view flag_;
  std::optional<AtomicFile> file_;
  std::uint64_t count_ = 0;
  bool is_lost_ = false;  // the file, because it could not be written
};

}  // namespace fun::loader
