// Lines that are kept aside for a person to look at: rejected, quarantined, dead
// letters.  They hold personal data: the file is for its owner alone (0600), and there is
// none unless a flag names it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/file.h"

namespace fun::loader {

// One thread.
class KeptLines {
 public:
  // Nothing is kept when `path` is "".  The file appears with Commit.
  static Result<KeptLines> Open(const std::string& path);

  // Appends `line`, which has no LF, and a LF.
  Result<void> Add(std::string_view line);

  // Appends a piece of a line that is too long for memory, as it comes; the
  // last piece ends with the LF, or the next Add begins a line all the same.
  Result<void> AddPiece(std::string_view piece);

  // Call once, last.  After a failure to write, there is nothing to commit.
  Result<void> Commit();

 private:
  Result<void> Write(std::string_view bytes);

  std::optional<AtomicFile> file_;
  bool in_line_ = false;
};

}  // namespace fun::loader
