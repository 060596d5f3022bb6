#include "core/stream/chunks.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace fun::stream {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

ChunkReader::ChunkReader(std::vector<std::string> paths, ChunkOptions options)
    : paths_(std::move(paths)), options_(options) {
  if (paths_.empty()) paths_.emplace_back("-");
  for (const std::string& path : paths_) names_.push_back(path == "-" ? "standard input" : path);
}

ChunkReader::ChunkReader(std::vector<FixedFile> files, ChunkOptions options)
    : files_(std::move(files)), has_files_(true), options_(options) {
  for (const FixedFile& file : files_) names_.push_back(file.name());
}

Result<bool> ChunkReader::OpenNext() {
  if (source_) finished_bytes_ += source_->packed_bytes_read();
  source_.reset();
  if (input_ == names_.size()) return false;
  auto source = has_files_ ? Source::Of(std::move(files_[input_])) : Source::Open(paths_[input_]);
  if (!source) return std::unexpected(source.error());
  source_ = std::move(*source);
  ++input_;
  offset_ = 0;
  source_ended_ = false;
  is_first_ = true;
  in_long_line_ = false;
  return true;
}

// Reads once into pending_; false at the end of the input.
Result<bool> ChunkReader::Fill() {
  const std::size_t old = pending_.size();
  const std::size_t room = std::max(kChunkSize - std::min(kChunkSize, old), kChunkSize / 4);
  Result<std::size_t> n = 0;
  // Not resize: it would write zeros over what read fills.
  pending_.resize_and_overwrite(old + room, [&](char* bytes, std::size_t) {
    n = source_->Read(bytes + old, room);
    return old + n.value_or(0);
  });
  if (!n) return std::unexpected(n.error());
  source_ended_ = *n == 0;
  // The mark itself may come byte by byte.
  if (is_first_ && offset_ == 0 && old < kByteOrderMark.size() &&
      pending_.starts_with(kByteOrderMark)) {
    pending_.erase(0, kByteOrderMark.size());
    offset_ = kByteOrderMark.size();
    searched_ = 0;
    ++boms_skipped_;
  }
  return !source_ended_;
}

Result<ChunkReader::Outcome> ChunkReader::Next(Chunk& chunk, int idle_milliseconds) {
  for (;;) {
    if (!source_ || (source_ended_ && pending_.empty())) {
      const auto opened = OpenNext();
      if (!opened) return std::unexpected(opened.error());
      if (!*opened) return Outcome::kEnd;
    }
    const bool has_line = source_ended_ || std::memchr(pending_.data() + searched_, '\n',
                                                       pending_.size() - searched_) != nullptr;
    if (!has_line) searched_ = pending_.size();
    if (IsReady(has_line)) {
      if (!has_line || in_long_line_) {
        TakeLongPiece(chunk);
      } else {
        TakeWholeLines(chunk);
      }
      return Outcome::kChunk;
    }
    if (source_ended_) continue;
    if (idle_milliseconds >= 0 && !source_->WaitForMore(idle_milliseconds)) return Outcome::kIdle;
    if (auto filled = Fill(); !filled) return std::unexpected(filled.error());
  }
}

// True when pending_ must not wait for more bytes.
bool ChunkReader::IsReady(bool has_line) const {
  if (pending_.empty()) return false;
  if (!has_line) return pending_.size() > (in_long_line_ ? kChunkSize : options_.max_line);
  return pending_.size() >= kChunkSize || source_ended_ || !source_->WaitForMore(0);
}

void ChunkReader::TakeWholeLines(Chunk& chunk) {
  chunk.kind = ChunkKind::kLines;
  const std::size_t last_lf = pending_.rfind('\n');
  const bool take_all = source_ended_ || last_lf == std::string::npos;
  Hand(chunk, take_all ? pending_.size() : last_lf + 1);
}

void ChunkReader::TakeLongPiece(Chunk& chunk) {
  chunk.kind = in_long_line_ ? ChunkKind::kLongLineGoesOn : ChunkKind::kLongLineBegin;
  const std::size_t lf = pending_.find('\n', searched_);
  in_long_line_ = lf == std::string::npos;
  Hand(chunk, in_long_line_ ? pending_.size() : lf + 1);
}

// Moves the first `size` bytes of pending_ to the chunk.
void ChunkReader::Hand(Chunk& chunk, std::size_t size) {
  chunk.input = input_ - 1;
  chunk.offset = offset_;
  chunk.packed_bytes = packed_bytes_read();
  chunk.is_first = std::exchange(is_first_, false);
  // The rest, the start of one line, is short: copy it, and swap the large part.
  std::string rest(pending_, size);
  pending_.resize(size);
  std::swap(chunk.bytes, pending_);
  pending_.assign(rest);
  searched_ = 0;
  offset_ += size;
}

}  // namespace fun::stream
