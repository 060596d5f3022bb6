#include "loader/body_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "core/base/file.h"

namespace fun::loader {

Result<BodyFolder> BodyFolder::Create(const std::string& path) {
  std::string clean = path;
  while (clean.size() > 1 && clean.ends_with('/')) clean.pop_back();
  std::error_code error;
  if (std::filesystem::exists(clean, error) && !std::filesystem::is_empty(clean, error)) {
    return Failure(ExitCode::kUsage, "the folder of -o is not empty", "name a new one");
  }
  BodyFolder folder(std::move(clean));
  if (::mkdir(folder.partial().c_str(), 0700) != 0) {
    if (errno == EEXIST) {
      return Failure(ExitCode::kEnvironment,
                     "a run that was cut short has left " + folder.partial(), "remove it");
    }
    return FailureFromErrno("make the folder", folder.partial());
  }
  return folder;
}

Result<void> BodyFolder::Write(std::string_view body) {
  char name[32];
  std::snprintf(name, sizeof name, "/bulk-%06llu.ndjson",
                static_cast<unsigned long long>(++written_));
  return WriteFileAtomically(partial() + name, body, 0600);
}

Result<void> BodyFolder::Commit() {
  if (::rename(partial().c_str(), path_.c_str()) != 0) return FailureFromErrno("rename", partial());
  return {};
}

void BodyFolder::Abandon() {
  std::error_code ignored;
  std::filesystem::remove_all(partial(), ignored);
}

}  // namespace fun::loader
