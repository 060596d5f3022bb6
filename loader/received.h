// What a load read, to be held against what the writer of the stream states.
#pragma once

#include "core/base/encoding.h"
#include "core/record/summary.h"
#include "core/stream/chunks.h"

namespace fun::loader {

// Bytes and SHA-256 of the stream, unpacked, as whoever wrote it counts them.
class Received {
 public:
  explicit Received(bool is_wanted) : is_wanted_(is_wanted) {}

  void Add(const stream::Chunk& chunk) {
    if (!is_wanted_) return;
    // The reader skips a byte order mark; whoever wrote it has hashed it.
    if (chunk.is_first && chunk.offset != 0) AddBytes("\xEF\xBB\xBF");
    AddBytes(chunk.bytes);
  }
  record::StreamDigest Finish() {
    if (is_wanted_) digest_.sha256 = EncodeHex(AsBytes(hash_.Finish()));
    return digest_;
  }

 private:
  void AddBytes(std::string_view bytes) {
    digest_.bytes += bytes.size();
    hash_.Add(bytes);
  }

  bool is_wanted_;
  record::StreamDigest digest_;
  Sha256 hash_;
};

}  // namespace fun::loader
