#include "core/detect/checks/address/french.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "core/base/byte_set.h"
#include "core/detect/checks/address/words.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

// What a French address may hold between the street's number and its kind, and the kinds.
constexpr std::string_view kStreets[] = {
    "ru",  "av",    "bd",   "boul",  "blvd", "bvd",  "ch",    "imp",  "all",  "pl",
    "qu",  "sq",    "pas",  "fau",   "fb",   "fg",   "sen",   "esp",  "prom", "vil",
    "cit", "r\xC3", "res",  "lot",   "ham",  "lieu", "voie",  "rond", "mont", "trav",
    "ven", "parv",  "mail", "c\xC3", "clos", "dom",  "cours", "rou",  "rte"};

// Spaces, and the letters of "12bis" and "12B".
constexpr ByteSet kBehindStreetNumber(
    " \t\n\v\f\r,\xC2\xA0"
    "abcdtqABCDTQ");

constexpr auto kPairsOfStreet = [] {
  std::array<bool, kLetterPairs> pairs = {};
  for (const std::string_view stem : kStreets) pairs[PairOf(stem[0], stem[1])] = true;
  // The letters of "12 bis", "12 ter", "12 quater"; those that stand alone have no letter behind.
  for (const std::string_view word : {"bi", "te", "qu"}) pairs[PairOf(word[0], word[1])] = true;
  return pairs;
}();

constexpr ByteSet kFirstOfStreet = [] {
  ByteSet bytes;
  for (const std::string_view stem : kStreets) {
    bytes.Add(stem[0]);
    bytes.Add(static_cast<char>(stem[0] - 0x20));
  }
  return bytes;
}();

// Such words mean a street only with a name of its own, or in a whole address.
constexpr std::string_view kWeakStreets[] = {
    "ch",   "pl",   "sq",   "pas",  "r\xC3\xA9s",  "res",  "vil", "cit",   "voie",
    "rond", "mont", "trav", "parv", "c\xC3\xB4te", "clos", "dom", "route", "rte",
    "ham",  "prom", "esp",  "lot",  "lieu",        "sen",  "all", "imp"};
// These are plural, too: "2 cours", "3 mail"; never without a postcode.
constexpr std::string_view kPluralStreets[] = {"cours", "mail", "pas"};

constexpr std::string_view kEndWords[] = {
    "et",   "ou",     "\xC3\xA0", "pour", "dans",    "est",  "qui",  "que",  "avec",
    "mais", "depuis", "j",        "je",   "il",      "elle", "nous", "vous", "on",
    "car",  "sont",   "a",        "ont",  "pendant", "chez", "jusqu"};

bool HasStemIn(std::span<const std::string_view> stems, std::string_view word) {
  return std::ranges::any_of(stems,
                             [word](std::string_view stem) { return StartsFolded(word, stem); });
}

std::size_t SkipWhite(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (IsWhiteByte(text[at]) || text[at] == ',' || text[at] == '\xC2' || text[at] == '\xA0'))
    ++at;
  return at;
}

// "bis", "ter", "quater", "B".
std::size_t SkipRepetition(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"bis", "ter", "quater"}) {
    const std::size_t end = at + word.size();
    if (StartsFolded(text.substr(at), word) && end < text.size() && !IsAsciiLetter(text[end]))
      return SkipWhite(text, end);
  }
  if (at + 1 >= text.size() || !IsAsciiLetter(text[at])) return at;
  const char behind = text[at + 1];
  const bool is_space = text.substr(at + 1).starts_with("\xC2\xA0");
  const bool is_letter = is_space || (!IsWordByte(behind) && !IsBeyondAscii(behind));
  return is_letter ? SkipWhite(text, at + 1) : at;
}

bool IsCapitalAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (text[at] >= 'A' && text[at] <= 'Z') return true;
  return text[at] == '\xC3' && at + 1 < text.size() &&
         static_cast<unsigned char>(text[at + 1]) < 0x9F;
}

// True when five digits stand alone somewhere in it: a postcode.
bool HoldsPostcode(std::string_view found) {
  for (std::size_t at = 0; at < found.size(); ++at) {
    const std::size_t digits = CountDigitsAt(found, at);
    if (digits == 5) return true;
    at += digits;
  }
  return false;
}

// From the first capital letter behind `at` on: a name.
bool HoldsName(std::string_view found, std::size_t at) {
  for (; at < found.size(); ++at) {
    const bool begins = at > 0 && !IsWordByte(found[at - 1]) && !IsBeyondAscii(found[at - 1]);
    if ((begins || found[at - 1] == '\x99') && IsCapitalAt(found, at)) return true;
  }
  return false;
}

// Cuts "12 rue de la paix et" before "et".
void CutEndWords(std::string_view text, Span& match, std::size_t from) {
  for (std::size_t at = from; at < match.end;) {
    const std::size_t end = std::min(EndOfAddressWord(text, at), match.end);
    const std::string_view word = text.substr(at, end - at);
    const bool ends = std::ranges::any_of(kEndWords, [word](std::string_view one) {
      return word.size() >= one.size() && StartsFolded(word, one) &&
             (word.size() == one.size() || word[one.size()] == '\'');
    });
    if (ends) {
      match.end = at;
      break;
    }
    at = end == at ? at + 1 : end;
    while (at < match.end && text[at] == ' ') ++at;
  }
  while (match.end > from && (text[match.end - 1] == ' ' || text[match.end - 1] == ','))
    --match.end;
}

bool IsStreetOfNumber(std::string_view text, Span& match, std::size_t number) {
  std::size_t at = SkipWhite(text, match.begin + number);
  at = SkipRepetition(text, at);
  const std::string_view found = text.substr(0, match.end);
  if (HoldsPostcode(found.substr(at))) return true;
  const std::size_t name = SkipWhite(text, EndOfAddressWord(text, at));
  const std::string_view kind = found.substr(at);
  if (HasStemIn(kPluralStreets, kind) && !StartsFolded(kind, "passage")) return false;
  const bool is_one = number == 1 && text[match.begin] == '1';
  CutEndWords(text, match, name);
  if (match.end <= name) return false;
  const bool has_name = HoldsName(text.substr(0, match.end), name);
  const bool is_weak = HasStemIn(kWeakStreets, kind);
  // "1 place de cinéma", "1 chemin de Hamilton": one of them, not number one.
  return is_weak ? has_name && !is_one : has_name || !is_one;
}

constexpr std::string_view kBeforeBoxEnd = "B.CT";

// Where the name of a box ends, "BP", "B.P.", "CS" or "TSA"; text.size() when nowhere.
std::size_t FindBox(std::string_view text) {
  std::size_t at = 1;
  while ((at = FindAny<'P', 'S'>(text, at)) < text.size() && !kBeforeBoxEnd.contains(text[at - 1]))
    ++at;
  return at;
}

// What stands around a town's postcode.
bool IsPostcodePlace(std::string_view text, Span digits) {
  const char before = ByteBefore(text, digits);
  return (IsWhiteByte(before) || before == ',' || before == '-') &&
         !IsWordByte(ByteBehind(text, digits));
}

// Where the first word ends, or a box is named: no postcode's street stands before that.
std::size_t EndOfFirstStreet(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at - 1];
    const bool ends = IsAsciiLetter(c) || IsBeyondAscii(c) || c == '.';
    if (ends && (IsWhiteByte(text[at]) || text[at] == ',')) return std::min(at, FindBox(text));
  }
  return FindBox(text);
}

// "…, 75002 Paris 0612345678": what may be a district's one or two digits begins another number.
void CutBegunNumber(std::string_view text, Span& match) {
  if (!IsWordByte(ByteBehind(text, match))) return;
  std::size_t end = match.end;
  while (end > match.begin && IsAsciiDigit(text[end - 1])) --end;
  const std::size_t digits = match.end - end;
  while (end > match.begin && IsWhiteByte(text[end - 1])) --end;
  if (digits == 1 || digits == 2) match.end = end;
}

}  // namespace

bool MayHoldFrenchAddress(const ByteSummary& summary, std::string_view text) {
  // Commas alone may part its words; a box needs none, "BP12-75002".
  const bool has_words = (summary.kinds & (ByteSummary::kHasSpace | ByteSummary::kHasComma)) != 0;
  if (!has_words && (!text.contains('-') || FindBox(text) == text.size())) return false;
  std::optional<std::size_t> street;
  for (std::size_t at = 0; (at = FindNumber(text, at)) < text.size();) {
    const Span number = {at, at + CountDigitsAt(text, at)};
    at = number.end;
    if (number.size() == 5 && IsPostcodePlace(text, number)) {
      if (!street) street = EndOfFirstStreet(text);
      if (*street < number.begin) return true;
    }
    if (number.size() > 4 || !kBehindStreetNumber.Has(ByteBehind(text, number))) continue;
    const std::size_t word = SkipRepetition(text, SkipWhite(text, at));
    if (word < text.size() && kFirstOfStreet.Has(text[word]) &&
        HasStemIn(kStreets, text.substr(word, 8)))
      return true;
  }
  return false;
}

bool MayBeginStreet(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  return !IsAsciiLetter(text[at + 1]) || kPairsOfStreet[PairOf(text[at], text[at + 1])];
}

bool IsFrenchAddress(std::string_view text, Span& match) {
  if (HoldsFoldingLetter(Slice(text, match))) return false;
  CutBegunNumber(text, match);
  const char before = ByteBefore(text, match);
  if (IsWordByte(before) || IsWordByte(ByteBehind(text, match))) return false;
  if ((before == '.' || before == ',' || before == '-' || before == '/' || before == '$') &&
      IsAsciiDigit(text[match.begin]) && ByteBefore(text, match, 2) != ' ')
    return false;
  const std::size_t number = CountDigitsAt(text, match.begin);
  if (number == 0) return HoldsPostcode(Slice(text, match));
  return !IsNumberedPart(text, match) && IsStreetOfNumber(text, match, number);
}

}  // namespace fun::detect
