#include "anonymizer/output/names.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "core/record/bag.h"

namespace fun::anonymizer {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".ndjson";
constexpr std::string_view kPackedEndings[] = {".gz", ".zst", ".zstd"};

bool HasParentStep(const fs::path& path) {
  return std::ranges::any_of(path, [](const fs::path& step) { return step == ".."; });
}

fs::path Resolved(const std::string& path) {
  std::error_code ignored;  // what cannot be resolved fails when it is opened
  return fs::weakly_canonical(fs::absolute(path, ignored), ignored);
}

// BagIt writes % and line ends as %25 and %0A, which not all read; sha256sum has a way of its own
// for a backslash.
bool IsListable(const std::string& name) {
  return name.find_first_of("%\\\r\n") == std::string::npos && record::IsPathInBag(name);
}

}  // namespace

bool MeansFolder(const std::string& output, const stream::InputList& inputs) {
  if (output.empty() || output == "-") return false;
  std::error_code ignored;
  return inputs.is_many || output.ends_with('/') || fs::is_directory(output, ignored);
}

bool IsPacked(const std::string& compress, const std::string& output, bool is_folder) {
  return compress.empty() ? is_folder || output.ends_with(".gz") : compress == "gzip";
}

std::string OutputName(std::string_view input_name, bool is_packed) {
  for (const std::string_view packed : kPackedEndings) {
    if (input_name.size() > packed.size() && input_name.ends_with(packed)) {
      input_name.remove_suffix(packed.size());
      break;
    }
  }
  std::string name(input_name);
  if (!name.ends_with(kEnding)) name += kEnding;
  if (is_packed) name += ".gz";
  return name;
}

Result<std::vector<std::string>> OutputNames(const stream::InputList& inputs, bool is_packed) {
  std::vector<std::string> names;
  std::map<std::string, std::string> by_name;  // the input that has it
  std::map<std::pair<dev_t, ino_t>, std::string> by_file;
  for (const stream::InputFile& input : inputs.files) {
    if (input.path == "-") {
      return Failure(ExitCode::kUsage, "standard input gives no name to a file in a folder",
                     "name an output file: -o FILE");
    }
    struct stat status = {};
    if (::stat(input.path.c_str(), &status) == 0) {
      const auto [at, is_new] = by_file.try_emplace({status.st_dev, status.st_ino}, input.path);
      if (!is_new) {
        return Failure(ExitCode::kUsage, at->second + " and " + input.path + " are one file",
                       "name every input once");
      }
    }
    const fs::path name = fs::path(input.name).lexically_normal();
    names.push_back(
        OutputName(HasParentStep(name) ? name.filename().string() : name.string(), is_packed));
    if (!IsListable(names.back())) {
      return Failure(
          ExitCode::kUsage,
          "input number " + std::to_string(names.size()) +
              " has a name that no list of files can hold",
          "it has a control character, %, \\ or bytes that are no UTF-8: rename or link it");
    }
    const auto [at, is_new] = by_name.try_emplace(names.back(), input.path);
    if (!is_new) {
      return Failure(ExitCode::kUsage,
                     at->second + " and " + input.path + " would both become " + names.back(),
                     "name the folder above them, whose sub-folders are kept, or run twice");
    }
  }
  return names;
}

bool IsBelow(const std::string& path, const std::string& folder) {
  const fs::path inner = Resolved(path);
  const fs::path outer = Resolved(WithoutEndSlash(folder));
  return std::ranges::mismatch(inner, outer).in2 == outer.end();
}

std::string WithoutEndSlash(std::string folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  return folder;
}

}  // namespace fun::anonymizer
