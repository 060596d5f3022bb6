// Everything that a ChunkReader gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/stream/chunks.h"

namespace fun::stream {

struct AllChunks {
  std::vector<Chunk> chunks;
  std::string error;  // "" at a good end
  ExitCode code = ExitCode::kDone;
  std::uint64_t boms = 0;

  std::string Bytes() const {
    std::string bytes;
    for (const Chunk& chunk : chunks) bytes += chunk.bytes;
    return bytes;
  }
};

inline AllChunks ReadChunks(std::vector<std::string> paths,
                            std::size_t max_line = kDefaultMaxLine) {
  ChunkReader reader(std::move(paths), {max_line});
  AllChunks all;
  for (;;) {
    Chunk chunk;
    const auto outcome = reader.Next(chunk);
    if (!outcome) {
      all.error = outcome.error().message;
      all.code = outcome.error().code;
    }
    all.boms = reader.boms_skipped();
    if (!outcome || *outcome != ChunkReader::Outcome::kChunk) return all;
    all.chunks.push_back(std::move(chunk));
  }
}

// Puts lines together again: each with its LF, if it had one.
inline std::vector<std::string> LinesOf(const AllChunks& all) {
  std::vector<std::string> lines;
  for (const Chunk& chunk : all.chunks) {
    std::string_view rest = chunk.bytes;
    if (chunk.kind == ChunkKind::kLongLineGoesOn && !lines.empty()) {
      lines.back() += rest;
      continue;
    }
    while (!rest.empty()) {
      const std::size_t size = std::min(rest.find('\n'), rest.size() - 1) + 1;
      lines.emplace_back(rest.substr(0, size));
      rest.remove_prefix(size);
    }
  }
  return lines;
}

}  // namespace fun::stream
