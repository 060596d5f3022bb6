#include "loader/kept.h"

#include <utility>

#include "core/stream/output.h"
#include "core/stream/progress.h"
#include "loader/options.h"

namespace fun::loader {
namespace {

constexpr std::uint64_t kMostSaid = 20;

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
  kept.file_.emplace(std::move(*file));
  return kept;
}

Result<void> KeptLines::Add(const KeptBecause& because, std::string_view line) {
  if (count_++ < kMostSaid) {
    Say(kTool, std::string(because.input) + ", line " + std::to_string(because.line) + ": " +
                   std::string(because.reason));
  }
  if (!file_) return {};
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
  if (file_) return std::exchange(file_, std::nullopt)->Commit();
  if (count_ != 0) {
    Say(kTool, "lines not kept: " + stream::WithThousands(count_) + "; " +
                   (is_lost_ ? "the file of " + std::string(flag_) + " could not be written"
                             : std::string(flag_) + " FILE keeps them"));
  }
  return {};
}

}  // namespace fun::loader
