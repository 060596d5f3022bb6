#include "keys/generate.h"

#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <utility>

#include "core/base/file.h"
#include "keys/key_text.h"
#include "keys/secret.h"

namespace fun::keys {
namespace {

struct NewKey {
  Secret text;
  std::string id;
};

std::string TimeNow() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc = {};
  ::gmtime_r(&now, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

Result<NewKey> MakeKey() {
  auto secret = RandomSecret();
  if (!secret) return std::unexpected(secret.error());
  auto id = KeyId(*secret);
  if (!id) return std::unexpected(id.error());
  auto text = FormatKeyText(*secret, TimeNow());
  if (!text) return std::unexpected(text.error());
  return NewKey{std::move(*text), std::move(*id)};
}

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

}  // namespace

Result<Secret> RandomSecret() {
  Secret secret(kGeneratedBytes);
  if (RAND_priv_bytes(reinterpret_cast<unsigned char*>(secret.room().data()),
                      static_cast<int>(kGeneratedBytes)) != 1) {
    return Failure(ExitCode::kEnvironment,
                   "cannot make a key: OpenSSL's random generator has no seed",
                   "look at the system's OpenSSL configuration");
  }
  return secret;
}

Result<Generated> GenerateFile(const std::string& path) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) == 0) {
    return Failure(ExitCode::kEnvironment, path + " exists, and a key is never overwritten",
                   "name another file; data made with the old key needs the old key");
  }
  const auto key = MakeKey();
  if (!key) return std::unexpected(key.error());
  auto file = AtomicFile::Create(path, S_IRUSR | S_IWUSR);
  if (!file) return std::unexpected(file.error());
  if (auto written = file->Write(key->text.bytes()); !written) {
    return std::unexpected(written.error());
  }
  // Refuses again what appeared since lstat.
  if (auto committed = file->CommitNew(); !committed) return std::unexpected(committed.error());
  return Generated{key->id, WarningForFolderOf(path)};
}

Result<Generated> GenerateTo(int fd) {
  if (::isatty(fd) == 1) {
    return Failure(ExitCode::kUsage, "a secret is not printed on a terminal",
                   "funkey generate -o FILE writes it to a file that only you can read");
  }
  const auto key = MakeKey();
  if (!key) return std::unexpected(key.error());
  if (auto written = WriteAll(fd, key->text.bytes(), "standard output"); !written) {
    return std::unexpected(written.error());
  }
  return Generated{key->id, WarningForOutput(fd)};
}

}  // namespace fun::keys
