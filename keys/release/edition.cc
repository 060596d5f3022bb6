#include "keys/release/edition.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <utility>

#include "core/base/encoding.h"
#include "core/base/file.h"

namespace fun::keys {
namespace {

namespace fs = std::filesystem;

// Beside DIR: no release is called so.
constexpr std::string_view kPrefix = ".";
constexpr std::string_view kSuffix = ".fun-signing";
constexpr std::string_view kName = "the release directory";

std::unexpected<Error> CannotChange(std::string_view doing, std::string hint) {
  auto failure = FailureFromErrno(doing, kName);
  failure.error().hint = std::move(hint);
  return failure;
}

// False when another process holds it.  File systems that know no locks let everybody in.
bool Lock(int folder) { return ::flock(folder, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

// "/a/b" -> "/a/.b.fun-signing".
std::string NameBeside(const std::string& place) {
  const fs::path path(place);
  const std::string name = std::string(kPrefix) + path.filename().string() + std::string(kSuffix);
  return (path.parent_path() / name).string();
}

bool IsSameFolder(int folder, const std::string& path) {
  struct stat one = {};
  struct stat other = {};
  return ::fstat(folder, &one) == 0 && ::stat(path.c_str(), &other) == 0 &&
         one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

// The release that grows beside the old one.
class Edition {
 public:
  static Result<Edition> Begin(const Release& release);
  Edition(Edition&&) noexcept = default;
  ~Edition();  // removes what stands under its name: unfinished, or the old release

  Result<void> Link(const std::string& path, int fd);
  Result<void> Write(const std::string& path, std::string_view bytes);
  Result<void> Exchange();  // call once, last
  Result<void> TryExchange();

 private:
  Edition(const Release& release, std::string place)
      : release_(&release), place_(std::move(place)) {}
  Result<void> MakeFoldersFor(const std::string& path);
  Result<void> Sync() const;
  std::string beside() const { return NameBeside(place_); }

  const Release* release_;
  std::string place_;  // of the release, without links
  UniqueFd folder_;
  std::set<std::string> folders_ = {""};
};

Result<Edition> Edition::Begin(const Release& release) {
  std::error_code error;
  const std::string place = fs::canonical(release.path, error).string();
  if (error || !IsSameFolder(release.folder.get(), place)) {
    return Failure(ExitCode::kEnvironment, "the release directory was moved while it was read",
                   "run the command again");
  }
  Edition edition(release, place);
  struct stat status = {};
  ::fstat(release.folder.get(), &status);
  fs::remove_all(edition.beside(), error);  // of a run that was killed
  if (::mkdir(edition.beside().c_str(), 0700) != 0) {
    return CannotChange("make a folder beside", "the folder around it must be writable");
  }
  edition.folder_ =
      UniqueFd(::open(edition.beside().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
  // Held until the old release is removed: it has that name then.
  if (!edition.folder_.is_open() || !Lock(edition.folder_.get())) return CannotChange("lock", "");
  ::fchmod(edition.folder_.get(), status.st_mode & 07777);
  return edition;
}

Edition::~Edition() {
  if (!folder_.is_open()) return;
  std::error_code ignored;
  fs::remove_all(beside(), ignored);
}

Result<void> Edition::MakeFoldersFor(const std::string& path) {
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
    const std::string folder = path.substr(0, at);
    if (!folders_.insert(folder).second) continue;
    if (::mkdirat(folder_.get(), folder.c_str(), 0777) != 0) {
      return CannotChange("make a folder in the new edition of", "");
    }
  }
  return {};
}

// By descriptor: what stands under the name by now may be another file.
Result<void> Edition::Link(const std::string& path, int fd) {
  if (auto made = MakeFoldersFor(path); !made) return made;
  const std::string open_file = "/proc/self/fd/" + std::to_string(fd);
  if (::linkat(AT_FDCWD, open_file.c_str(), folder_.get(), path.c_str(), AT_SYMLINK_FOLLOW) == 0) {
    return {};
  }
  if (errno == ENOENT) {  // its last name is gone
    return Failure(ExitCode::kVerify, path + " was replaced while it was read",
                   "see who writes there; then run the command again");
  }
  return CannotChange("link the files of",
                      "sign as the owner of its files, on a file system that has links, in a "
                      "folder that is no mount point");
}

Result<void> Edition::Write(const std::string& path, std::string_view bytes) {
  if (auto made = MakeFoldersFor(path); !made) return made;
  const UniqueFd fd(::openat(folder_.get(), path.c_str(),
                             O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!fd.is_open()) return FailureFromErrno("create", path);
  if (auto written = WriteAll(fd.get(), bytes, path); !written) return written;
  if (::fsync(fd.get()) == 0 || errno == EINVAL || errno == EROFS) return {};
  return FailureFromErrno("flush to disk", path);
}

Result<void> Edition::Sync() const {
  for (const std::string& folder : folders_) {
    const UniqueFd fd(::openat(folder_.get(), folder.empty() ? "." : folder.c_str(),
                               O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.is_open()) ::fsync(fd.get());  // some file systems refuse; the files are synced
  }
  return {};
}

std::unexpected<Error> CannotExchange() {
  return CannotChange("put a new edition in the place of",
                      "the file system must be able to exchange two names, as ext4, XFS, Btrfs and "
                      "tmpfs: copy the release to one, and let it be no mount point");
}

// Of two folders in it.
Result<void> Edition::TryExchange() {
  for (const char* const name : {"one", "other"}) {
    if (::mkdirat(folder_.get(), name, 0700) != 0) return CannotChange("make a folder beside", "");
  }
  if (::renameat2(folder_.get(), "one", folder_.get(), "other", RENAME_EXCHANGE) == 0) return {};
  return CannotExchange();
}

Result<void> Edition::Exchange() {
  if (auto synced = Sync(); !synced) return synced;
  if (!IsSameFolder(release_->folder.get(), place_)) {
    return Failure(ExitCode::kEnvironment, "the release directory was moved while it was read",
                   "run the command again");
  }
  if (::renameat2(AT_FDCWD, beside().c_str(), AT_FDCWD, place_.c_str(), RENAME_EXCHANGE) != 0) {
    return CannotExchange();
  }
  const UniqueFd around(
      ::open(fs::path(place_).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (around.is_open()) ::fsync(around.get());
  return {};
}

std::string TagListText(const Release& release, const std::vector<NewReleaseFile>& audit) {
  record::Manifest list;
  for (const TagFile& tag : release.tags) {
    if (!tag.path.starts_with(record::kAuditFolder)) list.push_back({tag.path, tag.sha256});
  }
  for (const NewReleaseFile& file : audit) {
    list.push_back({file.path, EncodeHex(AsBytes(Sha256::Of(file.bytes)))});
  }
  return record::ManifestText(std::move(list));
}

Result<void> Fill(Edition& edition, const Release& release,
                  const std::vector<NewReleaseFile>& files) {
  Result<void> done;
  for (const stream::FixedFile& file : release.payload) {
    if (done) done = edition.Link(file.name(), file.fd());
  }
  for (const TagFile& tag : release.tags) {
    const bool stays = !tag.path.starts_with(record::kAuditFolder);
    if (done && stays) done = edition.Link(tag.path, tag.fd.get());
  }
  for (const NewReleaseFile& file : files) {
    if (done) done = edition.Write(file.path, file.bytes);
  }
  return done;
}

// Writes `temporary` and gives it its name in the release; `error`: errno of what failed.
Result<void> RenameInto(const Release& release, const std::string& temporary,
                        std::string_view bytes, int& error) {
  const auto fail = [&error](std::string_view doing) {
    error = errno;
    return FailureFromErrno(doing, record::kStatementsName);
  };
  ::unlink(temporary.c_str());  // of a run that was killed
  const UniqueFd fd(
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!fd.is_open()) return fail("write");
  auto done = WriteAll(fd.get(), bytes, record::kStatementsName);
  if (done && ::fsync(fd.get()) != 0 && errno != EINVAL && errno != EROFS) done = fail("write");
  const std::string name(record::kStatementsName);
  if (done && ::renameat(AT_FDCWD, temporary.c_str(), release.folder.get(), name.c_str()) != 0) {
    done = fail("rename to");
  }
  if (done) {
    ::fsync(release.folder.get());
  } else {
    ::unlink(temporary.c_str());
  }
  return done;
}

}  // namespace

Result<Release> OpenReleaseForChange(const std::string& path) {
  UniqueFd held(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (held.is_open() && !Lock(held.get())) {
    return Failure(ExitCode::kEnvironment, "another run is changing the release directory",
                   "wait for its end");
  }
  auto release = OpenRelease(path);
  if (!release) return release;
  if (!IsSameFolder(held.get(), release->path)) {
    return Failure(ExitCode::kEnvironment, "the release directory was replaced just now",
                   "run the command again");
  }
  release->lock = std::move(held);
  return release;
}

Result<void> ReplaceAudit(const Release& release, const std::vector<NewReleaseFile>& audit,
                          const std::string& statements) {
  auto edition = Edition::Begin(release);
  if (!edition) return std::unexpected(edition.error());
  std::vector<NewReleaseFile> files = audit;
  files.push_back({std::string(record::kTagManifestName), TagListText(release, audit)});
  files.push_back({std::string(record::kStatementsName), statements});
  auto filled = Fill(*edition, release, files);
  return filled ? edition->Exchange() : filled;
}

Result<void> ProbeReplaceAudit(const Release& release) {
  auto edition = Edition::Begin(release);
  if (!edition) return std::unexpected(edition.error());
  const TagFile& file = release.tags.front();
  if (auto linked = edition->Link(file.path, file.fd.get()); !linked) return linked;
  return edition->TryExchange();
}

Result<void> ReplaceStatements(const Release& release, const std::string& statements) {
  std::error_code error;
  const std::string place = fs::canonical(release.path, error).string();
  if (error || !IsSameFolder(release.folder.get(), place)) {
    return Failure(ExitCode::kEnvironment, "the release directory was moved while it was read",
                   "run the command again");
  }
  // Beside the release, if that can be: what a killed run leaves would be an extra file in it.
  int error_number = 0;
  auto replaced = RenameInto(release, NameBeside(place) + "-file", statements, error_number);
  const bool is_barred = error_number == EACCES || error_number == EXDEV || error_number == EROFS;
  if (replaced || !is_barred) return replaced;
  const std::string within = place + "/" + std::string(record::kStatementsName) + ".partial";
  return RenameInto(release, within, statements, error_number);
}

}  // namespace fun::keys
