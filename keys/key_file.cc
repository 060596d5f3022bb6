#include "keys/key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "core/base/fd.h"
#include "core/base/process.h"
#include "keys/key_text.h"
#include "keys/weakness.h"

namespace fun::keys {
namespace {

constexpr mode_t kOthersCanUse = S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;

std::unexpected<Error> FailureToOpen() {
  const bool is_absent = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG;
  const bool is_interrupted = errno == EINTR;
  auto failure = FailureFromErrno("read", "the key file");
  if (is_absent) failure.error().code = ExitCode::kUsage;
  if (is_interrupted) failure.error().code = ExitCode::kIncomplete;
  failure.error().hint =
      "give the name of a file, never the key itself; funkey generate -o FILE makes one";
  return failure;
}

// All bytes up to the end, or one more than a key file may have.
Result<Secret> ReadAll(int fd, const std::string& name) {
  Secret bytes(kLargestKeyFile + 1);
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

Result<KeyFile> ParseMarked(const Secret& bytes, const std::string& name) {
  if (bytes.bytes().find("-----BEGIN") != std::string_view::npos) {
    return Failure(ExitCode::kUsage, name + " holds a PEM block, which is no secret for pseudonyms",
                   "funkey generate -o FILE makes one");
  }
  auto text = ParseKeyText(bytes.bytes(), name);
  if (!text) return std::unexpected(text.error());
  return KeyFile{std::move(text->secret), false, std::move(text->created), ""};
}

Result<KeyFile> ParseRaw(Secret bytes, const std::string& name, Allowance allow) {
  if (bytes.bytes().ends_with('\n')) bytes.Narrow(0, bytes.bytes().size() - 1);
  if (bytes.bytes().empty()) {
    return Failure(ExitCode::kUsage, name + " is empty", "funkey generate -o FILE makes a key");
  }
  const std::string_view weakness = WeaknessOf(bytes.bytes());
  if (!weakness.empty() && !allow.weak) {
    return Failure(ExitCode::kUsage,
                   "the secret in " + name + " can be guessed: " + std::string(weakness),
                   "funkey generate -o FILE makes a strong one; --allow-weak-key takes this one, "
                   "to join old data");
  }
  return KeyFile{std::move(bytes), true, "", weakness};
}

Result<KeyFile> ParseKeyBytes(Secret bytes, const std::string& name, Allowance allow) {
  if (bytes.bytes().size() > kLargestKeyFile) {
    return Failure(ExitCode::kUsage, name + " holds more than 4 KiB, so it is not a key",
                   "give the file that holds the secret and nothing else");
  }
  if (IsMarked(bytes.bytes())) return ParseMarked(bytes, name);
  return ParseRaw(std::move(bytes), name, allow);
}

std::string OctalMode(mode_t mode) {
  std::string digits;
  for (const int shift : {9, 6, 3, 0}) digits += static_cast<char>('0' + (mode >> shift & 7));
  return digits;
}

}  // namespace

Result<KeyFile> ReadKeyFile(const std::string& path, Allowance allow) {
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.is_open()) return FailureToOpen();
  return ReadKeyFrom(fd.get(), path, allow);
}

Result<KeyFile> ReadKeyFrom(int fd, const std::string& name, Allowance allow) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0) return FailureFromErrno("read", name);
  if (S_ISDIR(status.st_mode)) {
    return Failure(ExitCode::kUsage, name + " is a directory", "name the key file in it");
  }
  auto bytes = ReadAll(fd, name);
  if (!bytes) return std::unexpected(bytes.error());
  auto key = ParseKeyBytes(std::move(*bytes), name, allow);
  if (!key) return key;
  if (S_ISREG(status.st_mode) && (status.st_mode & kOthersCanUse) != 0 && !allow.open) {
    return Failure(ExitCode::kEnvironment,
                   name + " is open to other users (mode " + OctalMode(status.st_mode) + ")",
                   "run chmod 600 on it, or pass --allow-open-key");
  }
  return key;
}

}  // namespace fun::keys
