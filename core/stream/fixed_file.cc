#include "core/stream/fixed_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/process.h"

namespace fun::stream {
namespace {

std::unexpected<Error> HasChanged(const std::string& name) {
  return Failure(ExitCode::kVerify, name + " was changed while it was read",
                 "see who writes there; then run the command again");
}

}  // namespace

// Reads block number next_ into block_: a whole one, or the last, which may be shorter or empty.
// Neither pass moves the descriptor's own place.
Result<std::size_t> FixedFile::FillBlock() {
  if (IsStopRequested()) return Failure(ExitCode::kIncomplete, "stopped by a signal");
  block_.resize(kBlockSize);
  std::size_t filled = 0;
  while (filled < kBlockSize) {
    const auto place = static_cast<off_t>(next_ * kBlockSize + filled);
    const ssize_t n = ::pread(fd_.get(), block_.data() + filled, kBlockSize - filled, place);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return FailureFromErrno("read", name_);
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
  }
  block_.resize(filled);
  ++next_;
  return filled;
}

Result<FixedFile> FixedFile::Fix(UniqueFd fd, std::string name) {
  FixedFile file(std::move(fd), std::move(name));
  Sha256 whole;
  for (bool is_last = false; !is_last;) {
    const auto filled = file.FillBlock();
    if (!filled) return std::unexpected(filled.error());
    whole.Add(file.block_);
    file.digests_.push_back(Sha256::Of(file.block_));
    file.size_ += *filled;
    is_last = *filled < kBlockSize;
  }
  file.sha256_ = EncodeHex(AsBytes(whole.Finish()));
  file.next_ = 0;
  std::exchange(file.block_, {});
  return file;
}

Result<FixedFile> FixedFile::Again() const {
  UniqueFd fd(::fcntl(fd_.get(), F_DUPFD_CLOEXEC, 0));
  if (!fd.is_open()) return FailureFromErrno("open", name_);
  FixedFile file(std::move(fd), name_);
  file.size_ = size_;
  file.sha256_ = sha256_;
  file.digests_ = digests_;
  return file;
}

// The last block is a short one, so that bytes added behind the end show.
Result<void> FixedFile::FillNext() {
  const std::size_t number = next_;
  const auto filled = FillBlock();
  if (!filled) return std::unexpected(filled.error());
  if (Sha256::Of(block_) != digests_[number]) return HasChanged(name_);
  waiting_ = block_;
  return {};
}

Result<std::size_t> FixedFile::Read(char* out, std::size_t space) {
  while (waiting_.empty()) {
    if (next_ == digests_.size()) return 0;
    if (auto filled = FillNext(); !filled) return std::unexpected(filled.error());
  }
  const std::size_t n = std::min(space, waiting_.size());
  std::memcpy(out, waiting_.data(), n);
  waiting_.remove_prefix(n);
  return n;
}

}  // namespace fun::stream
