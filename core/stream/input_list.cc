#include "core/stream/input_list.h"

#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "core/stream/source.h"

namespace fun::stream {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHeadSize = 64 * 1024;
constexpr std::string_view kWildcards = "*?[";

// What a walk through folders has met.
struct Walk {
  InputList& list;
  FolderLister lister = nullptr;
  std::uint64_t dot_files = 0;
  std::uint64_t empty = 0;
};

std::unexpected<Error> UnreadableFolder(const std::string& path, const std::error_code& error) {
  return Failure(ExitCode::kInput, "cannot read the folder " + path + ": " + error.message());
}

Result<void> WalkFile(const std::string& path, const std::string& name, Walk& walk) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::is_regular_file(status)) {
    walk.list.passed_over.push_back(path + " is no file or a link to none; passed over");
    ++walk.list.unread;
    return {};
  }
  if (fs::file_size(path, error) == 0) {
    ++walk.empty;
    return {};
  }
  const auto is_log = LooksLikeLog(path);
  if (!is_log) return std::unexpected(is_log.error());
  if (*is_log) {
    walk.list.files.push_back({path, name});
  } else {
    walk.list.passed_over.push_back(path + " holds no line of a log; passed over");
    ++walk.list.unread;
  }
  return {};
}

// False when the folder does not list its data.
Result<bool> AddListed(const std::string& folder, const std::string& prefix, Walk& walk) {
  if (walk.lister == nullptr) return false;
  const auto listed = walk.lister(folder);
  if (!listed) return std::unexpected(listed.error());
  if (!*listed) return false;
  for (const std::string& path : **listed) {
    const std::size_t data = path.starts_with(kDataFolder) ? kDataFolder.size() : 0;
    walk.list.files.push_back({(fs::path(folder) / path).string(), prefix + path.substr(data)});
  }
  return true;
}

Result<void> WalkFolder(const std::string& folder, const std::string& prefix, Walk& walk) {
  const auto is_listed = AddListed(folder, prefix, walk);
  if (!is_listed) return std::unexpected(is_listed.error());
  if (*is_listed) return {};
  std::error_code error;
  std::vector<fs::directory_entry> entries;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) entries.push_back(*at);
  if (error) return UnreadableFolder(folder, error);
  std::ranges::sort(entries, {},
                    [](const fs::directory_entry& entry) { return entry.path().native(); });
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) {
      ++walk.dot_files;
      continue;
    }
    // A link to a folder may lead back up: it is not followed.
    const bool is_folder = entry.is_directory(error) && !entry.is_symlink(error);
    const auto walked = is_folder ? WalkFolder(entry.path().string(), prefix + name + "/", walk)
                                  : WalkFile(entry.path().string(), prefix + name, walk);
    if (!walked) return walked;
  }
  return {};
}

void SayCount(std::uint64_t count, const std::string& what, InputList& list) {
  if (count == 0) return;
  list.passed_over.push_back(what + " passed over: " + std::to_string(count));
}

Result<void> AddFolder(const std::string& folder, const std::string& prefix, FolderLister lister,
                       InputList& list) {
  const std::size_t before = list.files.size();
  Walk walk = {list, lister};
  if (auto walked = WalkFolder(folder, prefix, walk); !walked) return walked;
  SayCount(walk.dot_files, "dot files in " + folder, list);
  list.unread += walk.dot_files;
  SayCount(walk.empty, "empty files in " + folder, list);
  if (list.files.size() == before) {
    return Failure(ExitCode::kInput, "no log in the folder " + folder,
                   "a log holds lines with a JSON object, plain or packed with gzip or zstd");
  }
  return {};
}

// What the names of a pattern's files are relative to: all up to the last slash before a wildcard.
std::size_t FixedPart(const std::string& pattern) {
  const std::size_t slash = pattern.rfind('/', pattern.find_first_of(kWildcards));
  return slash == std::string::npos ? 0 : slash + 1;
}

Result<void> AddMatches(const std::string& pattern, FolderLister lister, InputList& list) {
  glob_t found = {};
  const int status = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found);
  std::vector<std::string> paths;
  if (status == 0) paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  if (paths.empty()) {
    return Failure(ExitCode::kInput, "a pattern among the inputs matches no file");
  }
  std::ranges::sort(paths);
  const std::size_t fixed = FixedPart(pattern);
  for (const std::string& path : paths) {
    const std::string name = path.substr(std::min(fixed, path.size()));
    std::error_code ignored;  // opening it will say
    if (!fs::is_directory(path, ignored)) {
      list.files.push_back({path, name});
    } else if (auto added = AddFolder(path, name + "/", lister, list); !added) {
      return added;
    }
  }
  return {};
}

Result<void> AddWord(const std::string& word, FolderLister lister, InputList& list) {
  std::error_code ignored;
  const bool exists = word == "-" || fs::exists(word, ignored);
  if (exists && word != "-" && fs::is_directory(word, ignored)) {
    list.is_many = true;
    return AddFolder(word, "", lister, list);
  }
  if (!exists && word.find_first_of(kWildcards) != std::string::npos) {
    list.is_many = true;
    return AddMatches(word, lister, list);
  }
  list.files.push_back({word, fs::path(word).filename().string()});
  return {};
}

}  // namespace

Result<InputList> ExpandInputs(const std::vector<std::string>& words, FolderLister lister) {
  InputList list;
  if (words.empty()) list.files.push_back({"-", "-"});
  for (const std::string& word : words) {
    if (auto added = AddWord(word, lister, list); !added) return std::unexpected(added.error());
  }
  if (words.size() > 1) list.is_many = true;
  return list;
}

std::vector<std::string> PathsOf(const InputList& list) {
  std::vector<std::string> paths;
  for (const InputFile& file : list.files) paths.push_back(file.path);
  return paths;
}

Result<bool> LooksLikeLog(const std::string& path) {
  auto source = Source::Open(path);
  if (!source) return std::unexpected(source.error());
  std::string head(kHeadSize, '\0');
  std::size_t size = 0;
  while (size < head.size()) {
    const auto n = source->Read(head.data() + size, head.size() - size);
    if (!n && n.error().code != ExitCode::kInput) return std::unexpected(n.error());
    if (!n) return true;
    if (*n == 0) break;
    size += *n;
  }
  head.resize(size);
  // A logger's prefix has no brace; pages of text and programs have one, but rarely so.
  for (std::size_t at = head.find('{'); at != std::string::npos; at = head.find('{', at + 1)) {
    const std::size_t next = head.find_first_not_of(" \t\r", at + 1);
    if (next == std::string::npos || head[next] == '"' || head[next] == '}') return true;
  }
  return false;
}

}  // namespace fun::stream
