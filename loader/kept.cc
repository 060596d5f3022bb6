#include "loader/kept.h"

#include <sys/stat.h>

#include <utility>

namespace fun::loader {

Result<KeptLines> KeptLines::Open(const std::string& path) {
  KeptLines kept;
  if (path.empty()) return kept;
  auto file = AtomicFile::Create(path, S_IRUSR | S_IWUSR);
  if (!file) return std::unexpected(file.error());
  kept.file_.emplace(std::move(*file));
  return kept;
}

Result<void> KeptLines::Add(std::string_view line) {
  if (!file_) return {};
  std::string bytes(in_line_ ? "\n" : "");
  bytes.append(line).append("\n");
  in_line_ = false;
  return Write(bytes);
}

Result<void> KeptLines::AddPiece(std::string_view piece) {
  if (!file_ || piece.empty()) return {};
  in_line_ = !piece.ends_with('\n');
  return Write(piece);
}

// A file that misses a line must not appear.
Result<void> KeptLines::Write(std::string_view bytes) {
  auto written = file_->Write(bytes);
  if (!written) file_.reset();
  return written;
}

Result<void> KeptLines::Commit() {
  if (!file_) return {};
  if (in_line_) {
    if (auto ended = Write("\n"); !ended) return ended;
  }
  auto committed = file_->Commit();
  file_.reset();
  return committed;
}

}  // namespace fun::loader
