#include "core/base/file.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <utility>

#include "core/base/encoding.h"
#include "core/base/process.h"

namespace fun {
namespace {

std::string FolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string TemporaryName(const std::string& path) {
  unsigned char random[6] = {};
  // Any bytes will do: O_EXCL decides, the name need not be secret.
  [[maybe_unused]] const ssize_t n = ::getrandom(random, sizeof random, 0);
  return path + ".partial-" + EncodeHex({reinterpret_cast<char*>(random), sizeof random});
}

void SyncFolder(const std::string& path) {
  const UniqueFd folder(::open(FolderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some file systems refuse fsync on a folder; the file itself is synced.
  if (folder.is_open()) ::fsync(folder.get());
}

}  // namespace

Result<void> WriteAll(int fd, std::string_view bytes, std::string_view name) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(n));
    } else if (errno == EPIPE) {
      return Failure(ExitCode::kIncomplete, "");  // a closed pipe ends a tool without a word
    } else if (errno != EINTR) {
      return FailureFromErrno("write", name);
    }
  }
  return {};
}

Result<std::string> ReadSmallFile(const std::string& path, std::size_t limit) {
  // O_NONBLOCK: a signal just before a blocking open of a pipe would go unheard.  What waits for
  // the pipe's writer is poll, which reports no end before the first one came (Linux).
  UniqueFd fd(path == "-" ? ::dup(STDIN_FILENO)
                          : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  auto fail = [&path](ExitCode code) {
    // A word that names no file may be a learner's name: it is not repeated.
    auto failure = FailureFromErrno("read", errno == ENOENT ? "a file that was named" : path);
    failure.error().code = code;
    return failure;
  };
  const auto stopped = [&path] {
    return Failure(ExitCode::kIncomplete, "stopped by a signal while reading " +
                                              (path == "-" ? std::string("standard input") : path));
  };
  if (!fd.is_open() && errno == EINTR) return stopped();
  if (!fd.is_open()) return fail(ExitCode::kInput);
  std::string bytes;
  char buffer[16384];
  for (;;) {
    if (!WaitForInput(fd.get(), -1)) return stopped();
    const ssize_t n = ::read(fd.get(), buffer, sizeof buffer);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) return fail(ExitCode::kInput);
    if (n == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(n));
    if (bytes.size() > limit) {
      return Failure(ExitCode::kInput,
                     path + " holds more than " + std::to_string(limit) + " bytes");
    }
  }
}

AtomicFile::AtomicFile(std::string path, std::string temporary, UniqueFd fd)
    : path_(std::move(path)), temporary_(std::move(temporary)), fd_(std::move(fd)) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      fd_(std::move(other.fd_)) {}

AtomicFile::~AtomicFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<AtomicFile> AtomicFile::Create(const std::string& path, mode_t mode) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
    return Failure(ExitCode::kUsage, path + " is a directory", "name a file");
  }
  std::string temporary = TemporaryName(path);
  UniqueFd fd(
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
  if (!fd.is_open()) return FailureFromErrno("create", path);
  return AtomicFile(path, std::move(temporary), std::move(fd));
}

Result<void> AtomicFile::Write(std::string_view bytes) { return WriteAll(fd_.get(), bytes, path_); }

Result<void> AtomicFile::Sync() {
  if (::fsync(fd_.get()) != 0 && errno != EINVAL && errno != EROFS) {
    return FailureFromErrno("flush to disk", path_);
  }
  return {};
}

Result<void> AtomicFile::Commit() {
  if (auto synced = Sync(); !synced) return synced;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return FailureFromErrno("rename to", path_);
  temporary_.clear();
  SyncFolder(path_);
  return {};
}

Result<void> AtomicFile::CommitNew() {
  if (auto synced = Sync(); !synced) return synced;
  // link, unlike rename, refuses to replace a file.
  if (::link(temporary_.c_str(), path_.c_str()) != 0) {
    return FailureFromErrno("create", path_);
  }
  ::unlink(temporary_.c_str());
  temporary_.clear();
  SyncFolder(path_);
  return {};
}

Result<void> WriteFileAtomically(const std::string& path, std::string_view bytes, mode_t mode) {
  auto file = AtomicFile::Create(path, mode);
  if (!file) return std::unexpected(file.error());
  if (auto written = file->Write(bytes); !written) return written;
  return file->Commit();
}

}  // namespace fun
