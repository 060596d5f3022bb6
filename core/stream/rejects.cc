#include "core/stream/rejects.h"

#include "core/stream/progress.h"

namespace fun::stream {
namespace {

// A raw log in the wrong format would fill the terminal.
constexpr std::uint64_t kMostSaid = 20;

std::string RejectionText(const Rejection& rejection) {
  std::string text(rejection.input);
  text += ", line " + std::to_string(rejection.line) + ", byte " +
          std::to_string(rejection.offset) + ": rejected, ";
  return text.append(rejection.reason);
}

}  // namespace

Result<Rejects> Rejects::Open(std::string_view tool, const std::string& path) {
  Rejects rejects;
  rejects.tool_ = tool;
  if (path.empty()) return rejects;
  if (path == "-") {
    return Failure(ExitCode::kUsage, "rejected lines cannot go to standard output", "name a file");
  }
  auto file = Output::Open(path, kPrivateMode, false);
  if (!file) return std::unexpected(file.error());
  rejects.file_.emplace(std::move(*file));
  return rejects;
}

Result<void> Rejects::Add(const Rejection& rejection, std::string_view line) {
  if (count_++ < kMostSaid) Say(tool_, RejectionText(rejection));
  if (!file_) return {};
  if (in_line_) {
    if (auto ended = Write("\n"); !ended) return ended;
  }
  return GoOn(line);
}

Result<void> Rejects::GoOn(std::string_view bytes) {
  if (!file_ || bytes.empty()) return {};
  in_line_ = !bytes.ends_with('\n');
  return Write(bytes);
}

Result<void> Rejects::Write(std::string_view bytes) {
  auto written = file_->Write(bytes);
  if (!written) has_failed_ = true;
  return written;
}

Result<void> Rejects::Commit() {
  if (count_ > kMostSaid) {
    Say(tool_, "… and " + WithThousands(count_ - kMostSaid) + " more rejected lines");
  }
  if (!file_) {
    if (count_ != 0) Say(tool_, "rejected lines were not kept; --rejects FILE keeps them");
    return {};
  }
  if (has_failed_) return {};  // said when it did
  if (in_line_) {
    if (auto ended = file_->Write("\n"); !ended) return ended;
  }
  return file_->Commit();
}

}  // namespace fun::stream
