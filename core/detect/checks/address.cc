#include "core/detect/checks/address.h"

#include <algorithm>
#include <bit>

#include "core/base/byte_block.h"
#include "core/base/byte_set.h"
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

// The end of the word that begins at `at`.
std::size_t EndOfWord(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsWordByte(text[at]) || IsBeyondAscii(text[at]) || text[at] == '-' ||
                              text[at] == '\'' || text[at] == '.'))
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
    const std::size_t end = std::min(EndOfWord(text, at), match.end);
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
  const std::size_t name = SkipWhite(text, EndOfWord(text, at));
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

constexpr std::string_view kNumberedParts[] = {
    "chapter*", "chapitre*", "module*",   "week",         "semaine",  "section*",
    "part",     "partie",    "unit",      "unit\xC3\xA9", "lesson*",  "le\xC3\xA7on*",
    "figure*",  "fig",       "table*",    "tableau",      "episode*", "s\xC3\xA9quence*",
    "lecture",  "exercise*", "exercice*", "question*",    "step",     "video",
    "top"};

constexpr std::string_view kYearWords[] = {"in",   "since", "until",  "by",       "of", "during",
                                           "from", "en",    "depuis", "jusqu'en", "de", "an"};

// "Chapter 12 Wall Street", "in 1950 Main Street".
bool IsNumberedPart(std::string_view text, Span match) {
  if (HasWordBefore(text, match, kNumberedParts, 12)) return true;
  const bool is_year = CountDigitsAt(text, match.begin) == 4 &&
                       (text[match.begin] == '1' || text[match.begin] == '2');
  return is_year && HasWordBefore(text, match, kYearWords, 9);
}

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
constexpr int kMostWordsBeforeKind = 3;

// True when a word for a street is the second to fourth word at `at`, all of them with a
// capital letter or a number.
bool IsEnglishKindNear(std::string_view text, std::size_t at) {
  for (int words = 0; words <= kMostWordsBeforeKind && at < text.size(); ++words) {
    const bool is_name = (text[at] >= 'A' && text[at] <= 'Z') || IsAsciiDigit(text[at]);
    if (!is_name) return false;
    if (words > 0 && std::ranges::any_of(kEnglishKinds, [text, at](std::string_view kind) {
          return text.substr(at).starts_with(kind);
        }))
      return true;
    at = EndOfWord(text, at) + 1;
  }
  return false;
}

// Where white space stands with a capital letter or a digit behind it, and what may end a number
// before it, from `at`, which is not 0, on; text.size() when nowhere.
std::size_t FindWhiteBeforeName(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; at + 1 + kBlockSize <= text.size(); at += kBlockSize) {
    const __m128i here = LoadBlock(text.data() + at);
    const __m128i white = Or(Equal(here, ' '), InRange(here, '\t', 5));
    const __m128i behind = LoadBlock(text.data() + at + 1);
    const __m128i name = Or(InRange(behind, 'A', 26), InRange(behind, '0', 10));
    const __m128i before = LoadBlock(text.data() + at - 1);
    const __m128i letter = InRange(Or(before, _mm_set1_epi8(0x20)), 'a', 26);
    const __m128i end = Or(letter, Or(InRange(before, '0', 10), Equal(before, ',')));
    const unsigned places = BitsOf(_mm_and_si128(white, _mm_and_si128(name, end)));
    if (places != 0) return at + static_cast<std::size_t>(std::countr_zero(places));
  }
#endif
  while (at < text.size() && !IsWhiteByte(text[at])) ++at;
  return at;
}

// Only a box needs no space nor comma: "BP12-75002", "B.P.", "CS", "TSA".
bool MayHoldJoinedBox(std::string_view text) {
  for (std::size_t at = 0; (at = FindAny<'P', 'S'>(text, at)) < text.size(); ++at) {
    constexpr std::string_view kBefore = "B.CT";
    if (at > 0 && kBefore.contains(text[at - 1])) return text.contains('-');
  }
  return false;
}

// What stands around a town's postcode.
bool IsPostcodePlace(std::string_view text, Span digits) {
  const char before = ByteBefore(text, digits);
  return (IsWhiteByte(before) || before == ',' || before == '-') &&
         !IsWordByte(ByteBehind(text, digits));
}

}  // namespace

bool MayHoldFrenchAddress(const ByteSummary& summary, std::string_view text) {
  // Commas alone may part its words.
  const bool has_words = (summary.kinds & (ByteSummary::kHasSpace | ByteSummary::kHasComma)) != 0;
  if (!has_words && !MayHoldJoinedBox(text)) return false;
  for (std::size_t at = 0; (at = FindDigit(text, at)) < text.size();) {
    const Span number = {at, at + CountDigitsAt(text, at)};
    at = number.end;
    if (IsWordByte(ByteBefore(text, number))) continue;  // an id's
    if (number.size() == 5 && IsPostcodePlace(text, number)) return true;
    if (number.size() > 4 || !kBehindStreetNumber.Has(ByteBehind(text, number))) continue;
    const std::size_t word = SkipRepetition(text, SkipWhite(text, at));
    if (word < text.size() && kFirstOfStreet.Has(text[word]) &&
        HasStemIn(kStreets, text.substr(word, 8)))
      return true;
  }
  return false;
}

bool MayHoldEnglishAddress(const ByteSummary&, std::string_view text) {
  for (std::size_t at = 1; (at = FindWhiteBeforeName(text, at)) + 1 < text.size(); ++at) {
    const char before = text[at - 1];
    const bool is_number = IsAsciiDigit(before) || before == ',' ||
                           (at >= 2 && IsAsciiLetter(before) && IsAsciiDigit(text[at - 2]));
    if (is_number && IsEnglishKindNear(text, at + 1)) return true;
  }
  return false;
}

bool IsFrenchAddress(std::string_view text, Span& match) {
  if (HoldsHighByte(Slice(text, match)) &&
      (Slice(text, match).find("\xC5\xBF") != std::string_view::npos ||
       Slice(text, match).find("\xE2\x84\xAA") != std::string_view::npos))
    return false;
  const char before = ByteBefore(text, match);
  if (IsWordByte(before) || IsWordByte(ByteBehind(text, match))) return false;
  if ((before == '.' || before == ',' || before == '-' || before == '/' || before == '$') &&
      IsAsciiDigit(text[match.begin]) && ByteBefore(text, match, 2) != ' ')
    return false;
  const std::size_t number = CountDigitsAt(text, match.begin);
  if (number == 0) return HoldsPostcode(Slice(text, match));
  return !IsNumberedPart(text, match) && IsStreetOfNumber(text, match, number);
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
