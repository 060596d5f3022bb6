#include "loader/kept.h"

#include <unistd.h>

#include <fstream>
#include <utility>

#include "core/base/encoding.h"
#include "core/stream/output.h"
#include "core/stream/progress.h"
#include "loader/options.h"

namespace fun::loader {
namespace {

constexpr std::uint64_t kMostSaid = 20;

std::string DigestOf(std::string_view line) { return std::string(AsBytes(Sha256::Of(line))); }

}  // namespace

Result<KeptLines> KeptLines::Open(std::string_view flag, const std::string& path) {
  KeptLines kept;
  kept.flag_ = flag;
  if (path.empty()) return kept;
  if (path == "-") {
    return Failure(ExitCode::kUsage, std::string(flag) + " cannot be standard output",
                   "name a file");
  }
  auto file = AtomicFile::Create(path, stream::kPrivateMode);
  if (!file) return std::unexpected(file.error());
  kept.path_ = path;
  kept.file_.emplace(std::move(*file));
  return kept;
}

Result<void> KeptLines::GoOn() {
  if (!file_ || ::access(path_.c_str(), F_OK) != 0) return {};
  std::ifstream file(path_, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    if (auto written = Write(line); !written) return written;
    ++earlier_[DigestOf(line)];
    ++earlier_count_;
  }
  if (file.eof()) return {};
  return Failure(ExitCode::kEnvironment, "cannot read what an earlier run kept in " + path_,
                 "move it away, or name another file after " + std::string(flag_));
}

Result<void> KeptLines::Add(const KeptBecause& because, std::string_view line) {
  if (count_++ < kMostSaid) {
    Say(kTool, std::string(because.input) + ", line " + std::to_string(because.line) + ": " +
                   std::string(because.reason));
  }
  if (!file_) return {};
  if (!earlier_.empty()) {
    const auto found = earlier_.find(DigestOf(line));
    if (found != earlier_.end()) {
      if (--found->second == 0) earlier_.erase(found);
      --earlier_count_;
      return {};
    }
  }
  return Write(line);
}

Result<void> KeptLines::Write(std::string_view line) {
  auto written = file_->Write(std::string(line) + "\n");
  if (!written) {
    file_.reset();
    is_lost_ = true;
  }
  return written;
}

Result<void> KeptLines::Commit() {
  if (count_ > kMostSaid) {
    Say(kTool, "… and " + stream::WithThousands(count_ - kMostSaid) + " more lines for " +
                   std::string(flag_));
  }
  if (file_ && earlier_count_ != 0) {
    Say(kTool, "lines of earlier runs that stay in the file of " + std::string(flag_) + ": " +
                   stream::WithThousands(earlier_count_));
  }
  if (file_) return std::exchange(file_, std::nullopt)->Commit();
  if (count_ != 0) {
    Say(kTool, "lines not kept: " + stream::WithThousands(count_) + "; " +
                   (is_lost_ ? "the file of " + std::string(flag_) + " could not be written"
                             : std::string(flag_) + " FILE keeps them"));
  }
  return {};
}

}  // namespace fun::loader
