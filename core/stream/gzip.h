// Packs one block of bytes into one gzip member.
#pragma once

#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace fun::stream {

// One thread; reuse it.
class GzipBlock {
 public:
  // `level` from 1, fast, to 12, small.
  explicit GzipBlock(int level);
  GzipBlock(const GzipBlock&) = delete;
  GzipBlock& operator=(const GzipBlock&) = delete;
  ~GzipBlock();

  // `packed` keeps its memory between calls.
  void Pack(std::string_view bytes, std::string& packed);

 private:
  libdeflate_compressor* compressor_;
};

}  // namespace fun::stream
