#include "keys/release/folder_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>
#include <vector>

namespace fun::keys {
namespace {

constexpr int kNoLink = O_RDONLY | O_CLOEXEC | O_NOFOLLOW;
constexpr int kDeepestFolder = 32;

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

std::unexpected<Error> RidesAlong(std::string_view what) {
  return Failure(ExitCode::kVerify, "the release holds " + std::string(what),
                 "nothing may ride along: see what was added, and get the release again from its "
                 "source");
}

Result<std::vector<std::string>> NamesIn(int folder) {
  // A descriptor of its own: closedir closes it.
  const std::unique_ptr<DIR, CloseFolder> stream(
      ::fdopendir(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
  if (stream == nullptr) return FailureFromErrno("read", "a folder of the release");
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* const entry = ::readdir(stream.get())) {
    names.emplace_back(entry->d_name);
    errno = 0;
  }
  if (errno != 0) return FailureFromErrno("read", "a folder of the release");
  std::erase_if(names, [](const std::string& name) { return name == "." || name == ".."; });
  std::ranges::sort(names);
  return names;
}

struct FolderWalk {
  const AllowsPath& allows;
  const TakeFile& take;

  Result<void> Walk(int folder, const std::string& prefix, int depth) const;
  Result<void> Enter(int folder, const std::string& name, const std::string& path, int depth) const;
};

Result<void> FolderWalk::Walk(int folder, const std::string& prefix, int depth) const {
  const auto names = NamesIn(folder);
  if (!names) return std::unexpected(names.error());
  for (const std::string& name : *names) {
    struct stat status = {};
    if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      return FailureFromErrno("look at", "a file of the release");
    }
    const bool is_folder = S_ISDIR(status.st_mode);
    if (!is_folder && !S_ISREG(status.st_mode)) return RidesAlong("a link or a special file");
    if (!allows(prefix + name, is_folder)) {
      return RidesAlong("a file or a folder that none of its lists names");
    }
    auto entered = Result<void>();
    if (is_folder) {
      entered = Enter(folder, name, prefix + name, depth);
    } else {
      auto fd = OpenPlainFile(folder, name, prefix + name);
      entered = fd ? take(prefix + name, std::move(*fd)) : std::unexpected(fd.error());
    }
    if (!entered) return entered;
  }
  return {};
}

Result<void> FolderWalk::Enter(int folder, const std::string& name, const std::string& path,
                               int depth) const {
  if (depth == kDeepestFolder) return RidesAlong("folders that are too deep");
  const UniqueFd fd(::openat(folder, name.c_str(), kNoLink | O_DIRECTORY));
  if (!fd.is_open() && (errno == ELOOP || errno == ENOTDIR)) return RidesAlong("a link");
  if (!fd.is_open()) return FailureFromErrno("open", "a folder of the release");
  return Walk(fd.get(), path + "/", depth + 1);
}

}  // namespace

Result<UniqueFd> OpenPlainFile(int folder, const std::string& name, const std::string& path) {
  // Not blocking: the other end of a pipe is never waited for.
  UniqueFd fd(::openat(folder, name.c_str(), kNoLink | O_NONBLOCK));
  struct stat status = {};
  if (!fd.is_open() && errno == ENOENT) {
    return Failure(ExitCode::kVerify, "the release has no " + path,
                   "name a release directory, whole as funanon -o made it");
  }
  if (!fd.is_open() && errno == EMFILE) {
    return Failure(ExitCode::kEnvironment, "the release has more files than may be open at once",
                   "raise the limit: ulimit -n");
  }
  if (!fd.is_open() && errno != ELOOP && errno != ENXIO) return FailureFromErrno("open", path);
  if (!fd.is_open() || ::fstat(fd.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return RidesAlong("a link or a special file");
  }
  return fd;
}

Result<void> WalkPlainFiles(int folder, const AllowsPath& allows, const TakeFile& take) {
  return FolderWalk{allows, take}.Walk(folder, "", 0);
}

Result<std::string> ReadPlainFile(int fd, std::size_t most, const std::string& path) {
  std::string bytes;
  std::string buffer(64 * 1024, '\0');
  for (;;) {
    const ssize_t n = ::pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(bytes.size()));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return FailureFromErrno("read", path);
    if (n == 0) return bytes;
    bytes.append(buffer, 0, static_cast<std::size_t>(n));
    if (bytes.size() > most) {
      return Failure(ExitCode::kVerify, path + " is too large to be what its name says",
                     "get the release again from its source");
    }
  }
}

void RaiseFileLimit() {
  rlimit limit = {};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace fun::keys
