// Memory for the short-lived pieces of one line.
//
// Texts put in stay where they are until Clear, which keeps the memory for the
// next line: after the first lines nothing is allocated.  One thread.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace fun {

class Arena {
 public:
  // `size` bytes of uninitialised memory, valid until Clear.
  char* Take(std::size_t size) {
    if (block_ == blocks_.size() || used_ + size > blocks_[block_].size) NextBlock(size);
    char* const place = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return place;
  }

  // Gives back the last `size` bytes of the piece taken last.
  void Return(std::size_t size) { used_ -= size; }

  std::string_view Copy(std::string_view text) {
    if (text.empty()) return {};
    char* const place = Take(text.size());
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
  }

  // Forgets all pieces.  Blocks that a monster line needed are given back, so
  // that one line does not raise the memory of the whole run.
  void Clear() {
    block_ = used_ = 0;
    if (blocks_.size() > kKeptBlocks) blocks_.resize(kKeptBlocks);
    if (!blocks_.empty() && blocks_[0].size > kBlockSize) blocks_.clear();
  }

 private:
  static constexpr std::size_t kBlockSize = 64 * 1024;
  static constexpr std::size_t kKeptBlocks = 4;

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  void NextBlock(std::size_t size) {
    if (block_ < blocks_.size()) ++block_;
    while (block_ < blocks_.size() && blocks_[block_].size < size) ++block_;
    if (block_ == blocks_.size()) {
      const std::size_t capacity = std::max(size, kBlockSize);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(capacity), capacity});
    }
    used_ = 0;
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // the one in use
  std::size_t used_ = 0;   // of it
};

}  // namespace fun
