#include "keys/release/open_release.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/base/encoding.h"
#include "keys/release/folder_walk.h"

namespace fun::keys {
namespace {

constexpr std::size_t kLargestTagFile = std::size_t{64} << 20;

// Every release has these, and they are in its list.
constexpr std::string_view kNeededTags[] = {record::kDeclarationName, record::kInfoName,
                                            record::kManifestName};
// These it may have besides.
constexpr std::string_view kKnownTags[] = {
    record::kPackageName,       record::kDataSheetName,
    record::kPolicyName,        "load/bulk.sh",
    "load/index-template.json", "load/index-template-opensearch.json",
    "load/read_with_pandas.py", "load/dashboard.ndjson",
    "audit/report.json",        "audit/report.html",
    "audit/fields.json"};

std::unexpected<Error> NotAsWritten(std::string what) {
  return Failure(ExitCode::kVerify, std::move(what),
                 "a file was changed, lost or added: get the release again from its source");
}

// A name that no release has is refused even if a list has it: whoever copies a key into the
// folder may make the lists anew.
bool IsKnownTag(std::string_view path) {
  return std::ranges::find(kNeededTags, path) != std::end(kNeededTags) ||
         std::ranges::find(kKnownTags, path) != std::end(kKnownTags);
}

bool IsDataName(std::string_view path) {
  return path.ends_with(".ndjson") || path.ends_with(".ndjson.gz") || path.ends_with(".ndjson.zst");
}

std::string WithoutSlashes(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

Result<UniqueFd> OpenFolder(const std::string& path) {
  UniqueFd folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.is_open()) return folder;
  // A word that names no folder may be a learner's name: it is not repeated.
  auto failure = FailureFromErrno("open", "the release directory");
  failure.error().code = ExitCode::kInput;
  return failure;
}

// What the lists say, digests by path; each is taken out when its file is met.
class Opening {
 public:
  explicit Opening(Release& release) : release_(release) {}

  Result<void> ReadLists();
  Result<void> Walk();
  Result<void> Finish();

 private:
  struct Expected {
    std::string sha256;
    bool is_payload = false;
  };

  Result<std::string> ReadList(std::string_view name, record::Manifest& list);
  Result<void> Expect(const record::Manifest& list, bool is_payload);
  bool Allows(std::string_view path, bool is_folder) const;
  Result<void> Take(const std::string& path, UniqueFd fd);
  Result<void> TakePayload(const std::string& path, UniqueFd fd, const Expected& expected);
  Result<void> TakeTag(const std::string& path, UniqueFd fd, const Expected& expected);

  Release& release_;
  std::map<std::string, Expected, std::less<>> expected_;
  std::set<std::string, std::less<>> folders_;
};

// The two lists are read before the walk, and met in it only by name.
Result<std::string> Opening::ReadList(std::string_view name, record::Manifest& list) {
  const std::string path(name);
  auto fd = OpenPlainFile(release_.folder.get(), path, path);
  if (!fd) return std::unexpected(fd.error());
  auto text = ReadPlainFile(fd->get(), kLargestTagFile, path);
  if (!text) return text;
  const bool is_payload = name == record::kManifestName;
  auto parsed = record::ParseManifest(
      *text, is_payload ? record::ManifestKind::kPayload : record::ManifestKind::kTags, name);
  if (!parsed) return std::unexpected(parsed.error());
  list = std::move(*parsed);
  if (is_payload) {
    release_.tags.push_back({path, EncodeHex(AsBytes(Sha256::Of(*text))), *text, std::move(*fd)});
  }
  return text;
}

Result<void> Opening::ReadLists() {
  record::Manifest tags;
  record::Manifest payload;
  for (auto& [name, list] :
       {std::pair(record::kTagManifestName, &tags), std::pair(record::kManifestName, &payload)}) {
    if (auto read = ReadList(name, *list); !read) return std::unexpected(read.error());
  }
  if (auto expected = Expect(tags, false); !expected) return expected;
  if (auto expected = Expect(payload, true); !expected) return expected;
  for (const std::string_view name : kNeededTags) {
    if (!expected_.contains(name)) {
      return NotAsWritten(std::string(record::kTagManifestName) + " does not list " +
                          std::string(name));
    }
  }
  const auto manifest = expected_.extract(std::string(record::kManifestName));
  if (manifest.mapped().sha256 == release_.tags.front().sha256) return {};
  return NotAsWritten(std::string(record::kManifestName) + " is not the one whose digest " +
                      std::string(record::kTagManifestName) + " states");
}

Result<void> Opening::Expect(const record::Manifest& list, bool is_payload) {
  for (const record::ManifestEntry& entry : list) {
    if (is_payload ? !IsDataName(entry.path) : !IsKnownTag(entry.path)) {
      return NotAsWritten("a list of the release names a file that releases do not have");
    }
    for (std::size_t at = entry.path.find('/'); at != std::string::npos;
         at = entry.path.find('/', at + 1)) {
      folders_.insert(entry.path.substr(0, at));
    }
    expected_.emplace(entry.path, Expected{entry.sha256, is_payload});
  }
  return {};
}

bool Opening::Allows(std::string_view path, bool is_folder) const {
  if (is_folder) return folders_.contains(path);
  return expected_.contains(path) || path == record::kManifestName ||
         path == record::kTagManifestName || path == record::kStatementsName;
}

Result<void> Opening::Walk() {
  return WalkPlainFiles(
      release_.folder.get(),
      [this](std::string_view path, bool is_folder) { return Allows(path, is_folder); },
      [this](const std::string& path, UniqueFd fd) { return Take(path, std::move(fd)); });
}

Result<void> Opening::Take(const std::string& path, UniqueFd fd) {
  if (path == record::kManifestName || path == record::kTagManifestName) return {};
  if (path == record::kStatementsName) {
    auto text = ReadPlainFile(fd.get(), kLargestTagFile, path);
    if (!text) return std::unexpected(text.error());
    release_.statements = std::move(*text);
    return {};
  }
  const Expected expected = expected_.extract(path).mapped();
  return expected.is_payload ? TakePayload(path, std::move(fd), expected)
                             : TakeTag(path, std::move(fd), expected);
}

Result<void> Opening::TakePayload(const std::string& path, UniqueFd fd, const Expected& expected) {
  auto file = stream::FixedFile::Fix(std::move(fd), path);
  if (!file) return std::unexpected(file.error());
  if (file->sha256() != expected.sha256) {
    return NotAsWritten(path + " is not the file whose digest " +
                        std::string(record::kManifestName) + " states");
  }
  release_.payload.push_back(std::move(*file));
  return {};
}

Result<void> Opening::TakeTag(const std::string& path, UniqueFd fd, const Expected& expected) {
  auto bytes = ReadPlainFile(fd.get(), kLargestTagFile, path);
  if (!bytes) return std::unexpected(bytes.error());
  if (EncodeHex(AsBytes(Sha256::Of(*bytes))) != expected.sha256) {
    return NotAsWritten(path + " is not the file whose digest " +
                        std::string(record::kTagManifestName) + " states");
  }
  release_.tags.push_back({path, expected.sha256, std::move(*bytes), std::move(fd)});
  return {};
}

Result<void> Opening::Finish() {
  if (!expected_.empty()) {
    return NotAsWritten("the release lacks " + std::to_string(expected_.size()) +
                        " of the files that its lists name");
  }
  std::ranges::sort(release_.tags, {}, &TagFile::path);
  std::ranges::sort(release_.payload, {}, &stream::FixedFile::name);
  const std::string& declaration = release_.Tag(record::kDeclarationName)->bytes;
  if (declaration != record::kDeclarationText) {
    return NotAsWritten("bagit.txt does not declare BagIt 1.0 in UTF-8");
  }
  auto info = record::ParseBagInfo(release_.Tag(record::kInfoName)->bytes);
  if (!info) return std::unexpected(info.error());
  release_.info = std::move(*info);
  return {};
}

}  // namespace

const TagFile* Release::Tag(std::string_view tag) const {
  const auto at = std::ranges::find(tags, tag, &TagFile::path);
  return at == tags.end() ? nullptr : &*at;
}

record::Manifest Release::Subjects() const {
  record::Manifest subjects;
  for (const stream::FixedFile& file : payload) subjects.push_back({file.name(), file.sha256()});
  return subjects;
}

Result<Release> OpenRelease(const std::string& path) {
  RaiseFileLimit();
  Release release;
  release.path = WithoutSlashes(path);
  auto folder = OpenFolder(release.path);
  if (!folder) return std::unexpected(folder.error());
  release.folder = std::move(*folder);
  Opening opening(release);
  auto opened = opening.ReadLists();
  if (opened) opened = opening.Walk();
  if (opened) opened = opening.Finish();
  if (!opened) return std::unexpected(opened.error());
  return release;
}

}  // namespace fun::keys
