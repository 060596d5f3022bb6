#include "keys/file/place.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "keys/file/key_bytes.h"

namespace fun::keys {
namespace {

struct FreeText {
  void operator()(char* text) const { ::free(text); }
};

bool IsOfUserOrRoot(const struct stat& status) {
  return status.st_uid == ::geteuid() || status.st_uid == 0;
}

bool IsWritableByOthers(const struct stat& status) {
  return (status.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

PlaceFinding LookAtMode(const struct stat& status, bool is_secret) {
  const std::string mode = OctalMode(status.st_mode);
  const mode_t loose = is_secret ? S_IRWXG | S_IRWXO : S_IWGRP | S_IWOTH;
  if ((status.st_mode & loose) == 0) {
    return {true, mode + (is_secret ? ", only its owner can open it"
                                    : ", only its owner can write to it")};
  }
  return {false, mode + (is_secret ? ", other users can open it: run chmod 600 on it"
                                   : ", other users can write to it: run chmod 644 on it")};
}

PlaceFinding LookAtOwner(const struct stat& status) {
  if (status.st_uid == ::geteuid()) return {true, "you"};
  if (status.st_uid == 0) return {true, "root"};
  return {false, "another user, who can read and replace it: make a copy of your own"};
}

std::string ParentOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 ? "/" : path.substr(0, slash);
}

PlaceFinding LookAtFolders(const std::string& real_path) {
  bool is_own_folder = true;
  for (std::string folder = ParentOf(real_path);; folder = ParentOf(folder)) {
    struct stat status = {};
    if (::stat(folder.c_str(), &status) != 0) return {false, "cannot be looked at"};
    if (!IsOfUserOrRoot(status)) {
      return {false, folder + " belongs to another user, who can replace the key: move it"};
    }
    const bool is_kept = !is_own_folder && (status.st_mode & S_ISVTX) != 0;
    if (IsWritableByOthers(status) && !is_kept) {
      return {false, folder + " is writable by other users (mode " + OctalMode(status.st_mode) +
                         "), who can replace the key: run chmod go-w on it, or move the key"};
    }
    if (folder == "/") return {true, "only you and root can put files there"};
    is_own_folder = false;
  }
}

}  // namespace

Result<PlaceReport> LookAtPlace(const std::string& path, bool is_secret) {
  const std::unique_ptr<char, FreeText> real(::realpath(path.c_str(), nullptr));
  struct stat status = {};
  if (!real || ::stat(real.get(), &status) != 0) {
    return FailureFromErrno("look at", "the key file");
  }
  return PlaceReport{LookAtMode(status, is_secret), LookAtOwner(status), LookAtFolders(real.get())};
}

}  // namespace fun::keys
