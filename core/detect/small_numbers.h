// Numbers of JSON that say nothing: what a text holds, it holds whatever they are.
//
// A small number has at most four digits, and behind a dot at most six.  It counts as the value of
// a member: `":` stands before it, `,` or `}` behind.  No pattern that asks for certain digits
// reaches over those.  Within them a card, a NIR, a SIRET, an IBAN would be too long, and an IPv4
// address has more dots; a telephone has ten digits in other groups, or nine from a 0 on, which no
// such number begins with; a SIREN must be named by a word, and so must a password, in the text or
// by the number's key.  Its runs are too short for base64, and no escape has digits behind `":`.  A
// shorter number brings words nearer to what stands behind it: the shortest brings most.  Of an
// address, from which words take away, nothing is said here, nor of known people: a name may be a
// number.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace fun::detect {

// Digits, maybe a dot and digits, as above; `number` is one by the grammar of JSON.
bool IsSmallNumber(std::string_view number);
// True of a small number that has at most three digits and no dot.
inline bool IsSmallPlace(std::string_view number) {
  return number.size() <= 3 && IsSmallNumber(number) && !number.contains('.');
}

// False when in `text`, decoded JSON, no small number matters: if nothing is found in it, nothing
// is found in it with longer ones in place of `0` and `0.0`.
bool MaySmallNumbersMatter(std::string_view text);

// False when nothing is found in any small number behind `key`, decoded, that is its member's.
bool MaySmallNumberMatter(std::string_view key);

// Writes small numbers out of texts.  One thread.
class SmallNumbers {
 public:
  static constexpr std::size_t kLongest = 1024;  // bytes of a text

  struct Masked {
    std::string_view text;    // with `0` for each that is a place, `0.0` for others
    std::size_t numbers = 0;  // how many; 0: `text` is the text as it was
  };

  // Of JSON in a string, decoded or with the string's escapes.  Valid until the next call.  A
  // longer text is not looked into.
  Masked Mask(std::string_view text);

  // True when Mask masks the number at text[at] of a text that is not too long.
  static bool IsMasked(std::string_view text, std::size_t at);

 private:
  std::array<char, kLongest> masked_ = {};
};

}  // namespace fun::detect
