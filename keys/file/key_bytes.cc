#include "keys/file/key_bytes.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/fd.h"
#include "core/base/process.h"

namespace fun::keys {
namespace {

constexpr mode_t kOthersCanUse = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;

std::unexpected<Error> FailureToOpenKey() {
  const bool is_absent = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG;
  const bool is_interrupted = errno == EINTR;
  auto failure = FailureFromErrno("read", "the key file");
  if (is_absent) failure.error().code = ExitCode::kUsage;
  if (is_interrupted) failure.error().code = ExitCode::kIncomplete;
  failure.error().hint =
      "give the name of a file, never the key itself; funkey generate -o FILE makes one";
  return failure;
}

// All bytes up to the end, or one more than any key file may have.
Result<Secret> ReadUpToTheEnd(int fd, const std::string& name) {
  Secret bytes(kLargestEncryptedFile + 1);
  std::size_t size = 0;
  while (size < bytes.bytes().size()) {
    const ssize_t n = ::read(fd, bytes.room().data() + size, bytes.bytes().size() - size);
    if (n == 0) break;
    if (n > 0) {
      size += static_cast<std::size_t>(n);
    } else if (IsStopRequested()) {
      return Failure(ExitCode::kIncomplete, "stopped by a signal while reading " + name);
    } else if (errno != EINTR) {
      return FailureFromErrno("read", name);
    }
  }
  bytes.Narrow(0, size);
  return bytes;
}

// The shell's <(command) is a pipe too, but one without a name that somebody must open first.
bool IsNamedPipe(int fd) {
  struct stat status = {};
  struct statfs system = {};
  return ::fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode) && ::fstatfs(fd, &system) == 0 &&
         system.f_type != PIPEFS_MAGIC;
}

}  // namespace

Result<KeyBytes> ReadKeyBytes(const std::string& path) {
  // O_NONBLOCK: open waits for nobody.  Reading waits again.
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!fd.is_open()) return FailureToOpenKey();
  if (IsNamedPipe(fd.get())) {
    return Failure(ExitCode::kUsage, path + " is a named pipe, not a file",
                   "name a file, or pass the pipe as an open descriptor: --key-fd 3 3< PIPE");
  }
  ::fcntl(fd.get(), F_SETFL, O_RDONLY);
  return ReadKeyBytesFrom(fd.get(), path);
}

Result<KeyBytes> ReadKeyBytesFrom(int fd, const std::string& name) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return FailureFromErrno("read", name);
  if (S_ISDIR(status.st_mode)) {
    return Failure(ExitCode::kUsage, name + " is a directory", "name the key file in it");
  }
  if (::isatty(fd) == 1) {
    return Failure(ExitCode::kUsage, name + " is a terminal, which shows what is typed",
                   "give a file or a pipe: --key-fd 3 3< <(vault ...)");
  }
  auto bytes = ReadUpToTheEnd(fd, name);
  if (!bytes) return std::unexpected(bytes.error());
  return KeyBytes{std::move(*bytes), status.st_mode, S_ISREG(status.st_mode)};
}

Result<void> CheckHandedDown(int fd, const std::string& name) {
  const int flags = ::fcntl(fd, F_GETFD);
  if (flags != -1 && (flags & FD_CLOEXEC) == 0) return {};
  return Failure(ExitCode::kEnvironment, "cannot read " + name + ": it is not open",
                 "open it in the same command, as in --key-fd 3 3< FILE");
}

std::string OctalMode(mode_t mode) {
  std::string digits;
  for (const int shift : {9, 6, 3, 0}) digits += static_cast<char>('0' + (mode >> shift & 7));
  return digits;
}

Result<void> CheckKeyMode(const KeyBytes& file, const std::string& name) {
  if (!file.is_file || (file.mode & kOthersCanUse) == 0) return {};
  return Failure(ExitCode::kEnvironment,
                 name + " is open to other users (mode " + OctalMode(file.mode) + ")",
                 "run chmod 600 on it, or pass --allow-open-key");
}

std::unexpected<Error> FailureOfEmptyKey(const std::string& name, const std::string& maker) {
  return Failure(ExitCode::kUsage, name + " is empty", maker + " makes a key");
}

}  // namespace fun::keys
