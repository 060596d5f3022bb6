#include "core/stream/output.h"

#include <sys/stat.h>

namespace fun::stream {

Result<void> RefuseToReplaceInput(const std::string& output,
                                  const std::vector<std::string>& inputs) {
  struct stat out = {};
  if (output.empty() || output == "-" || ::stat(output.c_str(), &out) != 0) return {};
  if (!S_ISREG(out.st_mode) && !S_ISDIR(out.st_mode)) {
    return Failure(ExitCode::kUsage, "an output names a device or a pipe, which would be replaced");
  }
  for (const std::string& path : inputs) {
    struct stat in = {};
    if (::stat(path.c_str(), &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino) {
      return Failure(ExitCode::kUsage, "an output names an input, which would be replaced");
    }
  }
  return {};
}

Result<Output> Output::Open(const std::string& path, mode_t mode, bool digests) {
  Output output;
  if (!path.empty() && path != "-") {
    auto file = AtomicFile::Create(path, mode);
    if (!file) return std::unexpected(file.error());
    output.file_.emplace(std::move(*file));
  }
  if (digests) output.sha256_.emplace();
  return output;
}

Result<void> Output::Write(std::string_view bytes) {
  if (sha256_) sha256_->Add(bytes);
  bytes_ += bytes.size();
  return file_ ? file_->Write(bytes) : WriteAll(STDOUT_FILENO, bytes, "standard output");
}

Result<void> Output::Commit() { return file_ ? file_->Commit() : Result<void>(); }

std::string Output::FinishSha256() { return EncodeHex(AsBytes(sha256_->Finish())); }

}  // namespace fun::stream
