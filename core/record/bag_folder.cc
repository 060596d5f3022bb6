#include "core/record/bag_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>

#include "core/base/encoding.h"
#include "core/base/fd.h"

namespace fun::record {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestTagFile = std::size_t{64} << 20;
constexpr std::size_t kBufferSize = 64 * 1024;

std::unexpected<Error> Untrue(std::string message, std::string hint) {
  return Failure(ExitCode::kVerify, std::move(message), std::move(hint));
}

std::unexpected<Error> NoTagFile(const std::string& folder, std::string_view name) {
  return Untrue(folder + " is no release that can be read: its " + std::string(name) +
                    " is missing, unlisted or not as it must be",
                "get it again from its source; of a bag that another program made, name its data "
                "folder");
}

// Never through a link, never waiting for the other end of a pipe.
Result<std::string> ReadTagFile(const std::string& folder, std::string_view name) {
  const std::string path = folder + "/" + std::string(name);
  const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat status = {};
  if (!fd.is_open() || ::fstat(fd.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    if (fd.is_open() || errno == ENOENT || errno == ELOOP) return NoTagFile(folder, name);
    return FailureFromErrno("read", path);
  }
  std::string text;
  std::string buffer(kBufferSize, '\0');
  for (;;) {
    const ssize_t n = ::read(fd.get(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return FailureFromErrno("read", path);
    if (n == 0) return text;
    text.append(buffer, 0, static_cast<std::size_t>(n));
    if (text.size() > kLongestTagFile) return NoTagFile(folder, name);
  }
}

// Reads one list and puts it in order.
Result<void> ReadList(const std::string& folder, ManifestKind kind, Manifest& list) {
  const std::string_view name = kind == ManifestKind::kPayload ? kManifestName : kTagManifestName;
  const auto text = ReadTagFile(folder, name);
  if (!text) return std::unexpected(text.error());
  auto parsed = ParseManifest(*text, kind, name);
  if (!parsed) return std::unexpected(parsed.error());
  std::ranges::sort(*parsed, {}, &ManifestEntry::path);
  list = std::move(*parsed);
  return {};
}

// What the lists say must be there and has not been met yet, and the folders that it is in.
struct Expected {
  std::set<std::string, std::less<>> files;
  std::set<std::string, std::less<>> folders;
};

void Expect(std::string path, Expected& expected) {
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
    expected.folders.insert(path.substr(0, at));
  }
  expected.files.insert(std::move(path));
}

Expected ExpectedOf(const Bag& bag) {
  Expected expected;
  for (const Manifest* list : {&bag.payload, &bag.tags}) {
    for (const ManifestEntry& entry : *list) Expect(entry.path, expected);
  }
  Expect(std::string(kTagManifestName), expected);
  return expected;
}

// `path` has been met in the walk.
Result<void> Meet(const fs::directory_entry& entry, const std::string& path, Expected& expected,
                  Bag& bag) {
  std::error_code error;
  const fs::file_type type = entry.symlink_status(error).type();
  if (type == fs::file_type::directory && expected.folders.contains(path)) return {};
  if (type == fs::file_type::regular) {
    if (expected.files.erase(path) != 0) return {};
    if (path == kStatementsName) {
      bag.has_statements = true;
      return {};
    }
  }
  const bool is_plain = type == fs::file_type::regular || type == fs::file_type::directory;
  return Untrue(is_plain ? "the release holds a file or a folder that none of its lists names"
                         : "the release holds a link or a special file",
                "nothing may ride along: look what was added, and get the release again from its "
                "source");
}

Result<void> WalkBag(const std::string& folder, Expected& expected, Bag& bag) {
  std::error_code error;
  const std::string root = folder.ends_with('/') ? folder : folder + "/";
  fs::recursive_directory_iterator at(root, error);  // follows no link
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const std::string path = at->path().string().substr(root.size());
    if (auto met = Meet(*at, path, expected, bag); !met) return met;
  }
  if (error) {
    return Failure(ExitCode::kEnvironment,
                   "cannot read the folder " + folder + ": " + error.message());
  }
  if (expected.files.empty()) return {};
  return Untrue("the release lacks " + std::to_string(expected.files.size()) +
                    " of the files that its lists name",
                "get the release again from its source");
}

bool Lists(const Manifest& list, std::string_view path) {
  return std::ranges::binary_search(list, path, {}, &ManifestEntry::path);
}

}  // namespace

bool IsBag(const std::string& folder) {
  std::error_code error;
  const auto status = fs::symlink_status(fs::path(folder) / kDeclarationName, error);
  return fs::exists(status);
}

Result<Bag> ReadBag(const std::string& folder) {
  const auto declaration = ReadTagFile(folder, kDeclarationName);
  if (!declaration) return std::unexpected(declaration.error());
  if (*declaration != kDeclarationText) return NoTagFile(folder, kDeclarationName);
  Bag bag;
  if (auto read = ReadList(folder, ManifestKind::kPayload, bag.payload); !read) {
    return std::unexpected(read.error());
  }
  if (auto read = ReadList(folder, ManifestKind::kTags, bag.tags); !read) {
    return std::unexpected(read.error());
  }
  for (const std::string_view name : {kDeclarationName, kInfoName, kManifestName}) {
    if (!Lists(bag.tags, name)) return NoTagFile(folder, name);
  }
  const auto info_text = ReadTagFile(folder, kInfoName);
  if (!info_text) return std::unexpected(info_text.error());
  auto info = ParseBagInfo(*info_text);
  if (!info) return std::unexpected(info.error());
  bag.info = std::move(*info);
  Expected expected = ExpectedOf(bag);
  if (auto walked = WalkBag(folder, expected, bag); !walked) return std::unexpected(walked.error());
  return bag;
}

Result<std::optional<std::vector<std::string>>> ListPayload(const std::string& folder) {
  if (!IsBag(folder)) return std::nullopt;
  const auto bag = ReadBag(folder);
  if (!bag) return std::unexpected(bag.error());
  std::vector<std::string> paths;
  for (const ManifestEntry& entry : bag->payload) paths.push_back(entry.path);
  return paths;
}

}  // namespace fun::record
