#include "anonymizer/output/folder_flags.h"

#include <filesystem>
#include <vector>

#include "anonymizer/output/names.h"

namespace fun::anonymizer {
namespace {

bool IsInFolder(const std::string& path, const std::string& folder) {
  return !path.empty() && (IsBelow(path, folder) || IsBelow(path, folder + ".partial"));
}

Result<void> CheckPlaces(const Options& options, const stream::InputList& inputs) {
  const std::string folder = WithoutEndSlash(options.output);
  if (IsInFolder(options.rejects, folder)) {
    return Failure(ExitCode::kUsage, "--rejects names a file in the output folder",
                   "rejected lines hold personal data: keep them apart from what is released");
  }
  if (IsInFolder(options.summary, folder)) {
    return Failure(ExitCode::kUsage, "--summary names a file in the output folder",
                   "the folder appears at the very end: put the summary beside it");
  }
  // A folder that is resumed is swept: what is read there would be gone.
  std::vector<std::string> read = stream::PathsOf(inputs);
  read.insert(read.end(), options.identities.files.begin(), options.identities.files.end());
  read.insert(read.end(), {options.key.path, options.about});
  if (options.policy.contains('/')) read.push_back(options.policy);
  for (const std::string& path : read) {
    if (!IsInFolder(path, folder)) continue;
    return Failure(ExitCode::kUsage, "a file that is read stands in the output folder",
                   "nothing else may be in it: keep keys, identities, policies and logs elsewhere");
  }
  for (const std::string& word : options.input.inputs) {
    std::error_code ignored;
    if (std::filesystem::is_directory(word, ignored) && IsBelow(folder, word)) {
      return Failure(ExitCode::kUsage, "the output folder stands in a folder that is read",
                     "the next run would read what this one writes: name a place outside");
    }
  }
  return {};
}

}  // namespace

Result<void> CheckFolderFlags(const Options& options, const stream::InputList& inputs) {
  const bool to_stdout = options.output.empty() || options.output == "-";
  if (to_stdout && options.compress == "gzip") {
    return Failure(ExitCode::kUsage,
                   "standard output is not packed: it hands every line on at once",
                   "name a file with -o, or pipe it into gzip");
  }
  const bool has_release = !options.key.release.empty();
  if (has_release && options.linkable) {
    return Failure(ExitCode::kUsage, "--release and --linkable contradict each other",
                   "give one of them");
  }
  if (!MeansFolder(options.output, inputs)) {
    if (!options.about.empty()) {
      return Failure(ExitCode::kUsage, "--about describes a release, and -o names no folder",
                     "name one: -o DIR/");
    }
    if (!options.resume) return {};
    return Failure(ExitCode::kUsage, "--resume goes on with a folder of outputs, and -o names none",
                   "a single file is made anew");
  }
  if (!has_release && !options.linkable) {
    return Failure(ExitCode::kUsage, "a folder of outputs wants --release NAME or --linkable",
                   "without a release name, learners can be joined by their pseudonyms with every "
                   "other data set under this key; --linkable says that this is meant");
  }
  return CheckPlaces(options, inputs);
}

}  // namespace fun::anonymizer
