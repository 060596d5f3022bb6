#include "core/detect/identity_words.h"

#include <algorithm>

#include "core/detect/identity_fold.h"

namespace fun::detect {

bool WordReader::Add(std::string_view bytes) {
  if (size_ + bytes.size() > kLongestWord) return false;
  std::memcpy(folded_ + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
  ++characters_;
  return true;
}

bool WordReader::Next(std::size_t longest_gap) {
  using Kind = FoldedCharacter::Kind;
  size_ = characters_ = 0;
  bool has_begun = false;
  bool is_too_long = false;
  const std::size_t from = at_;
  while (at_ < text_.size()) {
    const Character character = CharacterAt(text_, at_);
    const FoldedCharacter folded =
        character.size == 0 ? FoldedCharacter() : FoldCharacter(character.point);
    if (has_begun && (folded.kind == Kind::kSeparator || folded.kind == Kind::kIdeograph)) break;
    if (!has_begun && at_ - from > longest_gap) return false;
    const std::size_t begin = at_;
    at_ += std::max<std::size_t>(character.size, 1);
    if (folded.kind == Kind::kSeparator) continue;
    if (folded.kind == Kind::kNothing) {
      if (has_begun) span_.end = at_;
      continue;
    }
    if (!has_begun) span_.begin = begin;
    has_begun = true;
    span_.end = at_;
    is_too_long = is_too_long || !Add({folded.bytes, folded.size});
    if (folded.kind == Kind::kIdeograph) break;
  }
  if (is_too_long) size_ = characters_ = 0;
  return has_begun;
}

}  // namespace fun::detect
