// What stands around a match, and the bytes it is made of: shared by the checks.
//
// All look at bytes.  Bytes of 0x80 and up are parts of letters that ASCII does not have.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/base/span.h"

namespace fun::detect {

constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool IsAsciiHex(char c) {
  return IsAsciiDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}
constexpr bool IsWordByte(char c) { return IsAsciiDigit(c) || IsAsciiLetter(c) || c == '_'; }
constexpr bool IsBeyondAscii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
// What may stand between the digits of one number, in any rule.  High bytes are spaces and dashes.
constexpr bool SeparatesDigits(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' || IsBeyondAscii(c);
}
constexpr bool IsWhiteByte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// Two letters whatever their case, each by its lower five bits: an index below kLetterPairs.
constexpr std::size_t PairOf(char first, char second) {
  return (static_cast<std::size_t>(first) & 31) << 5 | (static_cast<std::size_t>(second) & 31);
}
inline constexpr std::size_t kLetterPairs = 1024;

// The byte `distance` before the match's first one, or behind its last; NUL beyond the text's
// ends.  1 is the neighbour.
inline char ByteBefore(std::string_view text, Span match, std::size_t distance = 1) {
  return match.begin < distance ? '\0' : text[match.begin - distance];
}
inline char ByteBehind(std::string_view text, Span match, std::size_t distance = 1) {
  return match.end + distance > text.size() ? '\0' : text[match.end + distance - 1];
}

// True when the text begins with a character beyond ASCII that is no letter: a no-break space, a
// typographic quote or dash, an arrow, an emoji.
bool BeginsSign(std::string_view text);

// A word byte right before or behind the match.
bool TouchesWord(std::string_view text, Span match);

// The match touches a word, or is joined to more of an id, a number, a path or a version:
// "-12" behind, "1." before, a "/" with a letter beyond.  Not by a ".0" at the text's end, with
// which programs write whole numbers.
bool IsPartOfLongerId(std::string_view text, Span match);

// True when one of `words` (lower case UTF-8, ASCII and Latin-1 letters) stands at most
// `reach` bytes before the match, whole; a final '*' takes any ending: "phone*".  Case does not
// matter.
bool HasWordBefore(std::string_view text, Span match, std::span<const std::string_view> words,
                   std::size_t reach = 40);

// `whole` ends, or begins, with `part`, which is lower case; ASCII case does not matter.
bool EndsFolded(std::string_view whole, std::string_view part);
inline bool StartsFolded(std::string_view whole, std::string_view part) {
  if (whole.size() < part.size()) return false;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (LowerAscii(whole[i]) != part[i]) return false;
  }
  return true;
}
// The place of `part` (lower case ASCII) in `text`, from `from` on; npos when it is nowhere.
std::size_t FindFolded(std::string_view text, std::string_view part, std::size_t from = 0);

// The place of the first digit, from `from` on; the text's size when there is none.
std::size_t FindDigit(std::string_view text, std::size_t from);
// The same of one with no word byte before it: no part of an id.
std::size_t FindNumber(std::string_view text, std::size_t from);
// How many digits follow each other from `at` on.
inline std::size_t CountDigitsAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && IsAsciiDigit(text[end])) ++end;
  return end - at;
}
// True when `fewest` digits stand from `at` on, or before it, and between them only what may
// separate them.
bool AreDigitsAt(std::string_view text, std::size_t at, std::size_t fewest);
bool AreDigitsBefore(std::string_view text, std::size_t at, std::size_t fewest);

// True when a byte of the text is not ASCII.  RE2 folds U+017F to s and U+212A to k where
// the conditions know ASCII only: what matched by such a letter is refused.
bool HoldsHighByte(std::string_view text);
// True when one of those two letters is in it.
bool HoldsFoldingLetter(std::string_view text);

// Up to 40 digits of a text, what separates them left out.
struct DigitsOf {
  explicit DigitsOf(std::string_view text);
  std::string_view view() const { return {digits, size}; }

  char digits[40];
  std::size_t size = 0;   // at most 40
  std::size_t total = 0;  // how many there were
};

}  // namespace fun::detect
