// Which brackets are open, innermost last.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fun::json {

// A bit a bracket.  The innermost 64 are one number, which the walk keeps in a register; what
// lies further out goes to memory of the caller's, which only lines that nest deeper allocate.
class BracketStack {
 public:
  explicit BracketStack(std::vector<std::uint64_t>& deeper) : deeper_(&deeper) { deeper.clear(); }

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  // The innermost is an object, not an array.  Not of an empty stack.
  bool is_object() const { return (bits_ & 1) != 0; }

  [[gnu::always_inline]] void Push(bool is_object) {
    if (size_ != 0 && size_ % kBits == 0) [[unlikely]]
      deeper_->push_back(bits_);
    bits_ = bits_ << 1 | (is_object ? 1 : 0);
    ++size_;
  }

  [[gnu::always_inline]] void Pop() {
    bits_ >>= 1;
    --size_;
    if (size_ != 0 && size_ % kBits == 0) [[unlikely]] {
      bits_ = deeper_->back();
      deeper_->pop_back();
    }
  }

 private:
  static constexpr std::size_t kBits = 64;

  std::uint64_t bits_ = 0;
  std::size_t size_ = 0;
  std::vector<std::uint64_t>* deeper_;
};

}  // namespace fun::json
