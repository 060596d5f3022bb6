#include "core/detect/checks/address/english.h"

#include <algorithm>
#include <span>

#include "core/base/byte_set.h"
#include "core/detect/checks/address/words.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kWeakEnglish[] = {
    "Square", "Sq",    "Hill", "Row",    "Court", "Ct",      "Place",    "Pl",   "Way",
    "Close",  "Drive", "Dr",   "Garden", "Grove", "Terrace", "Crescent", "Park", "Mews"};

// Of these even behind a high number.
constexpr std::string_view kWeakestEnglish[] = {"Square", "Sq",    "Row", "Way",
                                                "Court",  "Place", "Park"};

// What `\s` of a pattern matches; RE2 leaves the vertical tab out.
constexpr std::string_view kWhite = " \t\n\f\r";

// The street's kind is the last word before a comma, a postcode or the end.
bool HoldsWeakKind(std::string_view street, std::span<const std::string_view> kinds) {
  while (!street.empty() && (street.back() == '.' || kWhite.contains(street.back()))) {
    street.remove_suffix(1);
  }
  const std::size_t space = street.find_last_of(kWhite);
  const std::string_view kind = street.substr(space == street.npos ? 0 : space + 1);
  return std::ranges::any_of(kinds,
                             [kind](std::string_view weak) { return kind.starts_with(weak); });
}

constexpr std::string_view kEnglishKinds[] = {
    "St", "Road", "Rd",  "Av", "La", "Ln",  "Dr",  "Bo",  "Bl", "Co", "Ct",   "Pl",  "Squ", "Sq",
    "Te", "Way",  "Cre", "Cl", "Ga", "Gro", "Hil", "Row", "Pa", "Pk", "High", "Hwy", "Mews"};
constexpr ByteSet kFirstOfKind = [] {
  ByteSet bytes;
  for (const std::string_view kind : kEnglishKinds) bytes.Add(kind[0]);
  return bytes;
}();
constexpr int kMostWordsBeforeKind = 3;

}  // namespace

// A word for a street is the second to fourth one, and all begin with a capital letter or a number.
bool MayBeginEnglishStreet(std::string_view text, std::size_t at) {
  for (int words = 0; words <= kMostWordsBeforeKind && at < text.size(); ++words) {
    const bool is_name = (text[at] >= 'A' && text[at] <= 'Z') || IsAsciiDigit(text[at]);
    if (!is_name) return false;
    if (words > 0 && kFirstOfKind.Has(text[at]) &&
        std::ranges::any_of(kEnglishKinds, [text, at](std::string_view kind) {
          return text.substr(at).starts_with(kind);
        }))
      return true;
    at = EndOfAddressWord(text, at) + 1;
  }
  return false;
}

bool MayHoldEnglishAddress(const ByteSummary&, std::string_view text) {
  constexpr auto kFindWhite = FindAny<' ', '\t', '\n', '\v', '\f', '\r'>;
  for (std::size_t at = 1; (at = kFindWhite(text, at)) + 1 < text.size(); ++at) {
    const char before = text[at - 1];
    const bool is_number = IsAsciiDigit(before) || before == ',' ||
                           (at >= 2 && IsAsciiLetter(before) && IsAsciiDigit(text[at - 2]));
    if (is_number && MayBeginEnglishStreet(text, at + 1)) return true;
  }
  return false;
}

bool IsEnglishAddress(std::string_view text, Span& match) {
  const char before = ByteBefore(text, match);
  if (IsWordByte(before) || before == '.' || before == '/' || before == '-') return false;
  if (IsWordByte(ByteBehind(text, match)) || IsBeyondAscii(ByteBehind(text, match))) return false;
  if (IsNumberedPart(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const std::string_view tail = found.substr(found.find_first_of(kWhite));
  const std::size_t comma = tail.find(',');
  if (!HoldsWeakKind(tail.substr(0, comma), kWeakEnglish)) return true;
  if (CountDigitsAt(text, match.begin) >= 3 &&
      !HoldsWeakKind(tail.substr(0, comma), kWeakestEnglish))
    return true;
  return comma != tail.npos && std::ranges::any_of(tail.substr(comma), IsAsciiDigit);
}

}  // namespace fun::detect
