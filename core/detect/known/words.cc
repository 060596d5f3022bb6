#include "core/detect/known/words.h"

#include <algorithm>
#include <cstring>

#include "core/detect/known/fold.h"

namespace fun::detect {
namespace {

bool IsHighByte(char c) { return static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

bool WordReader::Add(std::string_view bytes) {
  if (size_ + bytes.size() > kLongestWord) return false;
  std::memcpy(folded_ + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
  ++characters_;
  return true;
}

// Most words are ASCII, and nothing but a byte over 0x7F can join two bytes to one.
bool WordReader::NextAscii(std::size_t longest_gap) {
  const std::size_t limit = text_.size();
  std::size_t at = at_;
  while (at < limit && !IsAsciiWordByte(text_[at]) && !IsHighByte(text_[at])) ++at;
  if (at == limit || at - at_ > longest_gap || IsHighByte(text_[at])) return false;
  const std::size_t begin = at;
  for (; at < limit && IsAsciiWordByte(text_[at]); ++at) {
    if (at - begin == kLongestWord) return false;
    folded_[at - begin] = static_cast<char>(text_[at] | 0x20);
  }
  if (at < limit && IsHighByte(text_[at])) return false;
  span_ = {begin, at};
  size_ = characters_ = at - begin;
  at_ = at;
  return true;
}

bool WordReader::Next(std::size_t longest_gap) {
  using Kind = FoldedCharacter::Kind;
  if (NextAscii(longest_gap)) return true;
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
