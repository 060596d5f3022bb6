#include "anonymizer/output/partial.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "anonymizer/output/names.h"
#include "core/base/file.h"
#include "core/stream/output.h"

namespace fun::anonymizer {
namespace {

namespace fs = std::filesystem;

void SyncPath(const std::string& folder) {
  const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.is_open()) ::fsync(fd.get());  // some file systems refuse it; the files are synced
}

std::string ParentOf(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  return parent.empty() ? "." : parent.string();
}

Result<void> CheckTarget(const std::string& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (!fs::is_directory(status)) {
    return Failure(ExitCode::kUsage, folder + " is no folder, and several outputs need one",
                   "name a folder that does not exist yet");
  }
  const bool is_empty = fs::is_empty(folder, error);
  if (error) return Failure(ExitCode::kEnvironment, "cannot read the folder " + folder);
  if (is_empty) return {};
  return Failure(ExitCode::kUsage, "the folder " + folder + " is not empty",
                 "an output folder appears whole: name a new one, or empty this one");
}

// Whoever holds it wrote its process id there; nothing else stands in it.
std::string HolderOf(int lock) {
  char text[16] = {};
  const ssize_t n = ::pread(lock, text, sizeof text - 1, 0);
  const std::string_view digits(text, n > 0 ? static_cast<std::size_t>(n) : 0);
  return std::string(digits.substr(0, digits.find_first_not_of("0123456789")));
}

}  // namespace

PartialFolder::PartialFolder(std::string folder)
    : folder_(std::move(folder)), path_(folder_ + ".partial") {}

PartialFolder::~PartialFolder() {
  if (!lock_.is_open()) return;
  ::rmdir(path_.c_str());  // only if it is empty: nothing was begun
  ::unlink(lock_name().c_str());
}

Result<PartialFolder> PartialFolder::Open(const std::string& folder, bool resume) {
  PartialFolder partial(WithoutEndSlash(folder));
  if (auto locked = partial.Lock(); !locked) return std::unexpected(locked.error());
  if (auto checked = CheckTarget(partial.folder_); !checked)
    return std::unexpected(checked.error());
  if (auto taken = partial.TakeFolder(resume); !taken) return std::unexpected(taken.error());
  return partial;
}

Result<void> PartialFolder::Lock() {
  const std::string name = lock_name();
  UniqueFd lock(
      ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, stream::kPrivateMode));
  if (!lock.is_open()) return FailureFromErrno("create", name);
  struct stat locked = {};
  struct stat named = {};
  // The run that held it may have ended and removed it in between: then ours locks nothing.
  const bool is_ours = ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0 &&
                       ::fstat(lock.get(), &locked) == 0 && ::stat(name.c_str(), &named) == 0 &&
                       locked.st_ino == named.st_ino;
  if (!is_ours) {
    return Failure(ExitCode::kEnvironment,
                   path_ + " is in use by another run, process " + HolderOf(lock.get()),
                   "wait for it to end, or name another folder");
  }
  lock_ = std::move(lock);
  [[maybe_unused]] const int emptied = ::ftruncate(lock_.get(), 0);
  return WriteAll(lock_.get(), std::to_string(::getpid()) + "\n", name);
}

Result<void> PartialFolder::TakeFolder(bool resume) {
  if (resume) {
    std::error_code ignored;
    if (!fs::is_directory(path_, ignored)) {
      return Failure(ExitCode::kUsage, "there is nothing to resume: no folder " + path_,
                     "start without --resume");
    }
    // Killed while it took its name.  A journal in it is the newer one.
    if (std::error_code error; !fs::exists(journal(), error)) {
      ::rename(journal_beside().c_str(), journal().c_str());
    }
    if (IsOurs()) return {};
    return Failure(ExitCode::kUsage, path_ + " is of no run that broke off: it has no state",
                   "remove it and start anew, without --resume");
  }
  if (::mkdir(path_.c_str(), 0777) == 0) {
    ::unlink(journal_beside().c_str());  // of a run that was killed when all was done
    return {};
  }
  if (errno != EEXIST) return FailureFromErrno("create", path_);
  return Failure(ExitCode::kUsage, path_ + " is left of a run that broke off",
                 "go on with --resume, or remove it; what --erase left can only be removed");
}

// The state is written before all else: without one the folder is empty, or holds what a kill left
// of the writing of the state.
bool PartialFolder::IsOurs() const {
  std::error_code error;
  if (fs::exists(journal(), error)) return true;
  const std::string begin = fs::path(journal()).filename().string() + ".partial-";
  const fs::directory_iterator entries(path_, error);
  return !error && std::ranges::all_of(entries, [&begin](const fs::directory_entry& entry) {
    return entry.path().filename().string().starts_with(begin);
  });
}

Result<std::string> PartialFolder::PlaceFor(const std::string& name) {
  std::string place = path_ + "/" + name;
  std::error_code error;
  fs::create_directories(ParentOf(place), error);
  if (error)
    return Failure(ExitCode::kEnvironment,
                   "cannot create " + ParentOf(place) + ": " + error.message());
  return place;
}

Result<void> PartialFolder::Sweep(const std::vector<std::string>& keep) {
  std::error_code error;
  std::vector<std::string> gone;
  for (fs::recursive_directory_iterator at(path_, error), end; !error && at != end;
       at.increment(error)) {
    const std::string path = at->path().string();
    const std::string name = path.substr(path_.size() + 1);
    const bool stays =
        at->is_directory(error) || path == journal() || std::ranges::count(keep, name) != 0;
    if (!stays) gone.push_back(path);
  }
  for (const std::string& path : gone) {
    if (::unlink(path.c_str()) != 0) return FailureFromErrno("remove", path);
  }
  return error ? Failure(ExitCode::kEnvironment, "cannot read the folder " + path_)
               : Result<void>();
}

Result<void> PartialFolder::Commit() {
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(path_, ignored)) {
    if (entry.is_directory(ignored)) SyncPath(entry.path().string());
  }
  SyncPath(path_);
  // Not removed before the folder has its name: a run that is killed in between can be resumed.
  if (::rename(journal().c_str(), journal_beside().c_str()) != 0) {
    return FailureFromErrno("rename", journal());
  }
  if (::rename(path_.c_str(), folder_.c_str()) != 0) {
    auto failure = FailureFromErrno("rename to", folder_);
    ::rename(journal_beside().c_str(), journal().c_str());
    return failure;
  }
  SyncPath(folder_);  // else a power cut may bring the state back
  ::unlink(journal_beside().c_str());
  SyncPath(ParentOf(folder_));
  return {};
}

void PartialFolder::Discard() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace fun::anonymizer
