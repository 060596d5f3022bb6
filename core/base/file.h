// Files that appear whole or not at all.
//
// A named output is written beside its final place under a temporary name that
// holds nothing of the data, and takes the final name by rename after fsync.
// The destructor does not commit: an early return or a crash leaves no file
// that somebody could mistake for a result.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/fd.h"

namespace fun {

// Writes all of `bytes`, however many calls it takes.  kIncomplete when the
// reader of a pipe has gone (EPIPE), kEnvironment for all else.
Result<void> WriteAll(int fd, std::string_view bytes, std::string_view name);

// The whole of a small file; `path` "-" is standard input.  kInput when it cannot be opened,
// is a directory or holds more than `limit` bytes, kIncomplete when a stop is requested meanwhile.
Result<std::string> ReadSmallFile(const std::string& path, std::size_t limit);

class AtomicFile {
 public:
  // Creates `path`.partial-<random> with `mode`, never wider by the umask's leave.
  static Result<AtomicFile> Create(const std::string& path, mode_t mode);

  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();  // removes the temporary file if Commit was not called

  int fd() const { return fd_.get(); }
  Result<void> Write(std::string_view bytes);

  // fsync, rename over `path`, fsync of the folder.  Call once, last.
  Result<void> Commit();

  // As Commit, but fails with kEnvironment if `path` exists already: keys.
  Result<void> CommitNew();

 private:
  AtomicFile(std::string path, std::string temporary, UniqueFd fd);
  Result<void> Sync();

  std::string path_;
  std::string temporary_;  // empty once committed
  UniqueFd fd_;
};

// Creates, writes and commits in one step.
Result<void> WriteFileAtomically(const std::string& path, std::string_view bytes, mode_t mode);

}  // namespace fun
