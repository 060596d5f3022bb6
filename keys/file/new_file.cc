#include "keys/file/new_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "core/base/file.h"

namespace fun::keys {
namespace {

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
constexpr mode_t kEveryoneReads = kOwnerOnly | S_IRGRP | S_IROTH;

std::string WarningForFolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  struct stat status = {};
  if (::stat(folder.c_str(), &status) != 0 || (status.st_mode & S_IWOTH) == 0) return "";
  return "every user can write to the folder of " + path + ": move the key to one of your own";
}

std::string WarningForOutput(int fd) {
  struct stat status = {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return "";
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return "";
  return "other users can open the file that the key was written to: run chmod 600 on it";
}

Result<AtomicFile> Prepare(const NewFile& file, mode_t mode) {
  if (auto refused = RefuseToReplace(file.path); !refused) return std::unexpected(refused.error());
  auto made = AtomicFile::Create(file.path, mode);
  if (!made) return made;
  if (auto written = made->Write(file.bytes); !written) return std::unexpected(written.error());
  return made;
}

}  // namespace

Result<void> RefuseToReplace(const std::string& path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0) return {};
  return Failure(ExitCode::kEnvironment, path + " exists, and a key is never overwritten",
                 "name another file; data made with the old key needs the old key");
}

Result<void> RefuseTerminal(int fd, const std::string& way) {
  if (::isatty(fd) != 1) return {};
  return Failure(ExitCode::kUsage, "a secret is not printed on a terminal", way);
}

Result<std::string> WriteNewSecret(const NewFile& secret) {
  auto file = Prepare(secret, kOwnerOnly);
  if (!file) return std::unexpected(file.error());
  // Refuses again what appeared since lstat.
  if (auto committed = file->CommitNew(); !committed) return std::unexpected(committed.error());
  return WarningForFolderOf(secret.path);
}

Result<std::string> WriteNewPair(const NewFile& secret, const NewFile& open) {
  auto hidden = Prepare(secret, kOwnerOnly);
  if (!hidden) return std::unexpected(hidden.error());
  auto shown = Prepare(open, kEveryoneReads);
  if (!shown) return std::unexpected(shown.error());
  if (auto committed = shown->CommitNew(); !committed) return std::unexpected(committed.error());
  if (auto committed = hidden->CommitNew(); !committed) {
    ::unlink(open.path.c_str());  // ours: CommitNew made it a moment ago
    return std::unexpected(committed.error());
  }
  return WarningForFolderOf(secret.path);
}

Result<std::string> WriteToOutput(int fd, std::string_view bytes) {
  if (auto written = WriteAll(fd, bytes, "standard output"); !written) {
    return std::unexpected(written.error());
  }
  return WarningForOutput(fd);
}

}  // namespace fun::keys
