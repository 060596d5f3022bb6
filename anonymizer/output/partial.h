// DIR.partial: where a folder of outputs grows until it is whole.
//
// It takes the name DIR by one rename at the very end.  One run at a time works in it, under the
// lock of DIR.partial.lock, which the kernel takes away from a run that was killed.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/fd.h"

namespace fun::anonymizer {

class PartialFolder {
 public:
  // Makes FOLDER.partial; or, to resume, takes the one that is there.  kUsage when FOLDER exists
  // and is not an empty folder, when there is a partial one and `resume` is not set, or none
  // and it is; kEnvironment when another run holds the lock.
  static Result<PartialFolder> Open(const std::string& folder, bool resume);
  PartialFolder(PartialFolder&&) noexcept = default;
  // Gives the lock back.  The folder stays, for a run that resumes, unless it is empty.
  ~PartialFolder();

  // "DIR.partial/NAME", after the folders between are made.
  Result<std::string> PlaceFor(const std::string& name);

  std::string journal() const { return path_ + "/state"; }
  const std::string& path() const { return path_; }

  // Removes what a broken run left, but for the journal and the files `keep`.
  Result<void> Sweep(const std::vector<std::string>& keep);

  // Gives it its final name.  Everything in it was synced before.  Call once, last.
  Result<void> Commit();

  // Removes it: nothing in it can be of use.
  void Discard();

 private:
  explicit PartialFolder(std::string folder);
  Result<void> Lock();
  Result<void> TakeFolder(bool resume);
  bool IsOurs() const;
  std::string lock_name() const { return path_ + ".lock"; }
  // Where the journal is while the folder takes its name.
  std::string journal_beside() const { return path_ + ".state"; }

  std::string folder_;
  std::string path_;
  UniqueFd lock_;
};

}  // namespace fun::anonymizer
