// The lines of all inputs, in chunks cut at newlines.
//
// A chunk holds whole lines of one input.  It is handed on when it is full, or
// as soon as it ends with a newline and no more input waits, so that
// `tail -F` works.  A line longer than the limit comes in pieces that are
// marked: it can be kept aside byte for byte, but never fills the memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/stream/source.h"

namespace fun::stream {

inline constexpr std::size_t kChunkSize = 256 * 1024;
inline constexpr std::size_t kDefaultMaxLine = 4 * 1024 * 1024;  // bytes, without the LF

enum class ChunkKind : std::uint8_t {
  kLines,
  kLongLineBegin,  // the first piece of a line over the limit
  kLongLineGoesOn,
};

struct Chunk {
  std::string bytes;  // kLines: whole lines; the last may lack its LF
  ChunkKind kind = ChunkKind::kLines;
  std::uint32_t input = 0;         // number of the input, from 0
  std::uint64_t offset = 0;        // of bytes[0] in the unpacked input
  bool is_first = false;           // of its input
  std::uint64_t packed_bytes = 0;  // read of all inputs up to here, for progress
};

struct ChunkOptions {
  std::size_t max_line = kDefaultMaxLine;
};

// One thread at a time.
class ChunkReader {
 public:
  // `paths` empty: standard input.  Nothing is opened yet.
  ChunkReader(std::vector<std::string> paths, ChunkOptions options);

  // Of files that were verified; none means no input at all.
  ChunkReader(std::vector<FixedFile> files, ChunkOptions options);

  enum class Outcome : std::uint8_t { kChunk, kEnd, kIdle };

  // Fills `chunk` (its memory is reused).  kIdle: nothing came for
  // `idle_milliseconds` (-1: waits for ever).  An input without a byte gives no chunk.
  // After an error or kEnd do not call again.
  Result<Outcome> Next(Chunk& chunk, int idle_milliseconds = -1);

  // The name of input `number` for messages and reports.  Safe from any thread.
  const std::string& NameOf(std::uint32_t number) const { return names_[number]; }

  std::uint64_t packed_bytes_read() const {
    return finished_bytes_ + (source_ ? source_->packed_bytes_read() : 0);
  }

  // Byte order marks that were skipped, one at most at the start of an input.
  std::uint64_t boms_skipped() const { return boms_skipped_; }

 private:
  Result<bool> OpenNext();
  Result<bool> Fill();
  bool IsReady(bool has_line) const;
  void TakeWholeLines(Chunk& chunk);
  void TakeLongPiece(Chunk& chunk);
  void Hand(Chunk& chunk, std::size_t size);

  std::vector<std::string> paths_;
  std::vector<FixedFile> files_;  // in place of paths_
  bool has_files_ = false;
  std::vector<std::string> names_;
  ChunkOptions options_;
  std::optional<Source> source_;
  std::uint32_t input_ = 0;  // the next to open
  std::uint64_t finished_bytes_ = 0;
  std::string pending_;       // read, not handed on
  std::size_t searched_ = 0;  // of pending_: known to hold no LF
  std::uint64_t offset_ = 0;  // of pending_[0]
  std::uint64_t boms_skipped_ = 0;
  bool source_ended_ = false;
  bool is_first_ = true;
  bool in_long_line_ = false;
};

}  // namespace fun::stream
