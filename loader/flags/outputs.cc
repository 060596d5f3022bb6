#include "loader/flags/outputs.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/stream/output.h"

namespace fun::loader {
namespace {

namespace fs = std::filesystem;

struct Named {
  std::string_view flag;
  fs::path path;  // without slashes at its end
  bool is_folder = false;
};

std::vector<Named> OutputsOf(const Options& options) {
  std::vector<Named> outputs;
  const auto add = [&outputs](std::string_view flag, std::string path, bool is_folder) {
    while (is_folder && path.size() > 1 && path.ends_with('/')) path.pop_back();
    if (!path.empty()) outputs.push_back({flag, std::move(path), is_folder});
  };
  add("--quarantine", options.quarantine, false);
  add("--dead-letter", options.dead_letter, false);
  add("--rejects", options.rejects, false);
  add("--summary", options.summary, false);
  add("--metrics", options.metrics, false);
  add("--state", options.state, true);
  add("-o", options.body_folder, true);
  return outputs;
}

std::vector<std::string> FilesRead(const Options& options) {
  std::vector<std::string> read = options.input.inputs;
  read.insert(read.end(), options.identities.begin(), options.identities.end());
  read.insert(read.end(), options.trust.begin(), options.trust.end());
  const ConnectionOptions& connection = options.connection;
  for (const std::string& path :
       {options.policy, options.geoip, options.expect, connection.password_file,
        connection.api_key_file, connection.token_file, connection.ca_cert}) {
    if (!path.empty()) read.push_back(path);
  }
  read.emplace_back("/dev/stdin");
  return read;
}

// The folder that a name stands in.  What cannot be looked at fails when it is opened.
fs::path FolderOf(const fs::path& path) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path, ignored).parent_path(), ignored);
}

bool IsSame(const fs::path& one, const fs::path& other) {
  std::error_code ignored;
  return fs::equivalent(one, other, ignored);
}

bool IsSamePlace(const fs::path& one, const fs::path& other) {
  if (IsSame(one, other)) return true;
  return one.filename() == other.filename() && IsSame(FolderOf(one), FolderOf(other));
}

bool IsIn(const fs::path& path, const fs::path& folder) {
  fs::path above = FolderOf(path);
  while (!IsSame(above, folder)) {
    if (above == above.parent_path()) return false;
    above = above.parent_path();
  }
  return true;
}

std::unexpected<Error> Refuse(std::string_view flag, std::string_view what, std::string hint) {
  return Failure(ExitCode::kUsage, std::string(flag) + std::string(what), std::move(hint));
}

Result<void> CheckAlone(const Named& output, const Options& options,
                        const std::vector<std::string>& read) {
  if (output.path == "-") {
    return Refuse(output.flag, " cannot be standard output", "name a file");
  }
  if (auto safe = stream::RefuseToReplaceInput(output.path.string(), read); !safe) return safe;
  std::error_code ignored;
  if (!output.is_folder && fs::is_directory(output.path, ignored)) {
    return Refuse(output.flag, " names a folder", "name a file in it");
  }
  for (const std::string& input : options.input.inputs) {
    if (fs::is_directory(input, ignored) && IsIn(output.path, input)) {
      return Refuse(output.flag, " lies in a folder that is read", "put it beside that folder");
    }
  }
  return {};
}

}  // namespace

Result<void> CheckOutputs(const Options& options) {
  const std::vector<std::string> read = FilesRead(options);
  const std::vector<Named> outputs = OutputsOf(options);
  for (const Named& output : outputs) {
    if (auto sound = CheckAlone(output, options, read); !sound) return sound;
    for (const Named& other : outputs) {
      if (&other == &output) break;
      const bool is_within = (other.is_folder && IsIn(output.path, other.path)) ||
                             (output.is_folder && IsIn(other.path, output.path));
      if (is_within || IsSamePlace(output.path, other.path)) {
        return Refuse(other.flag, " and " + std::string(output.flag) + " name the same place",
                      "give each a file of its own");
      }
    }
  }
  return {};
}

}  // namespace fun::loader
