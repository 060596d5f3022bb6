#include "core/detect/known/compare.h"

#include <algorithm>

#include "core/detect/known/fold.h"
#include "core/detect/known/words.h"

namespace fun::detect {
namespace {

using Kind = FoldedCharacter::Kind;

constexpr std::string_view kSpaces = " \t\n\r\v\f";

// The plain form of a separator: what a keyboard or a word processor makes of one is it.
std::uint32_t PlainSeparator(std::uint32_t point) {
  constexpr std::uint32_t kFullWidthShift = 0xFEE0;
  if (point > 0xFF00 && point < 0xFF5F) return point - kFullWidthShift;
  if (point >= 0x2010 && point <= 0x2015) return '-';
  if (point == 0xA0 || point == 0x202F) return ' ';
  return point;
}

// Reads folded letters, and separators as they are, from a text.
class FoldedUnits {
 public:
  explicit FoldedUnits(std::string_view text) : text_(text) {}

  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;

  // A byte of a folded letter (from 0x200000 on), or a separator's code point; kEnd at the end.
  std::uint32_t Next() {
    constexpr std::uint32_t kLetter = 0x200000;
    while (next_ == folded_.size) {
      if (at_ == text_.size()) return kEnd;
      const Character character = CharacterAt(text_, at_);
      if (character.size == 0) return static_cast<unsigned char>(text_[at_++]);
      at_ += character.size;
      folded_ = FoldCharacter(character.point);
      next_ = 0;
      if (folded_.kind == Kind::kSeparator) {
        folded_.size = 0;
        return PlainSeparator(character.point);
      }
      if (folded_.kind == Kind::kNothing) folded_.size = 0;
    }
    return kLetter | static_cast<unsigned char>(folded_.bytes[next_++]);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  FoldedCharacter folded_;
  std::uint8_t next_ = 0;
};

std::string_view WithoutSpacesAround(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) + 1 - begin);
}

// [begin of the first word, end of the last) of `text`, which holds one.
Span AllWords(std::string_view text) {
  WordReader words(text, 0);
  words.Next();
  Span span = words.span();
  while (words.Next()) span.end = words.span().end;
  return span;
}

// Whether `words` goes on, up to byte `end`, with the words of `identity` in `part`.
bool GoesOnWith(std::string_view identity, Span part, WordReader& words, std::size_t& last_end) {
  WordReader own(identity, part.begin);
  while (own.Next() && own.span().begin < part.end) {
    if (!words.Next() || words.folded() != own.folded() || words.folded().empty()) return false;
    if (last_end != 0 && words.span().begin - last_end > kLongestGap) return false;
    last_end = words.span().end;
  }
  return true;
}

// As HasItsWords, with the words before byte `turn` of `identity` behind the others.
bool HasItsWordsFrom(std::string_view identity, std::size_t turn, std::string_view text,
                     Span words) {
  WordReader reader(text, words.begin);
  std::size_t last_end = 0;
  return GoesOnWith(identity, {turn, identity.size()}, reader, last_end) &&
         GoesOnWith(identity, {0, turn}, reader, last_end) && last_end == words.end;
}

}  // namespace

bool FoldsAlike(std::string_view a, std::string_view b) {
  FoldedUnits left(a);
  FoldedUnits right(b);
  for (;;) {
    const std::uint32_t unit = left.Next();
    if (unit != right.Next()) return false;
    if (unit == FoldedUnits::kEnd) return true;
  }
}

Span PlaceOfUnit(std::string_view unit, std::string_view text, Span words, std::size_t floor) {
  unit = WithoutSpacesAround(unit);
  const Span core = AllWords(unit);
  const std::size_t behind = unit.size() - core.end;
  if (words.begin < floor + core.begin || text.size() - words.end < behind) return {};
  const Span place = {words.begin - core.begin, words.end + behind};
  if (text.substr(place.begin, core.begin) != unit.substr(0, core.begin)) return {};
  if (text.substr(words.end, behind) != unit.substr(core.end)) return {};
  return FoldsAlike(Slice(unit, core), Slice(text, words)) ? place : Span{};
}

bool HasItsWords(std::string_view identity, std::string_view text, Span words, bool may_turn) {
  if (HasItsWordsFrom(identity, 0, text, words)) return true;
  if (!may_turn) return false;
  WordReader own(identity, 0);
  own.Next();
  for (std::size_t turn = 1; turn < kMostTurnedWords && own.Next(); ++turn) {
    if (HasItsWordsFrom(identity, own.span().begin, text, words)) return true;
  }
  return false;
}

}  // namespace fun::detect
