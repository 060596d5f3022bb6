#include "core/stream/output.h"

namespace fun::stream {

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
