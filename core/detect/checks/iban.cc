#include "core/detect/checks/iban.h"

#include <algorithm>
#include <array>

#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

struct IbanCountry {
  char code[3];
  std::size_t length;
};

// SWIFT, IBAN registry, release 97; in order of code.
constexpr IbanCountry kIbanCountries[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24},
    {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27},
    {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27},
    {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20}, {"MR", 27},
    {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24}, {"PL", 28},
    {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24}, {"SC", 31},
    {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30}};

constexpr auto kPairsOfCountry = [] {
  std::array<bool, kLetterPairs> pairs = {};
  for (const IbanCountry& country : kIbanCountries) {
    pairs[PairOf(country.code[0], country.code[1])] = true;
  }
  return pairs;
}();

char UpperAscii(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c; }

// 0 when no country begins so.
std::size_t LengthOfIban(char first, char second) {
  const char a = UpperAscii(first);
  const char b = UpperAscii(second);
  for (const IbanCountry& country : kIbanCountries) {
    if (country.code[0] == a && country.code[1] == b) return country.length;
  }
  return 0;
}

bool IsAlphanumeric(char c) { return IsAsciiDigit(c) || IsAsciiLetter(c); }

// The number's letters and digits without what separates them; at most 34, ISO's limit.
struct Compact {
  char bytes[34] = {};
  std::size_t size = 0;
};

int Mod97(int rest, char c) {
  if (IsAsciiDigit(c)) return (rest * 10 + (c - '0')) % 97;
  return (rest * 100 + (UpperAscii(c) - 'A' + 10)) % 97;
}

bool HoldsMod97(const Compact& iban) {
  int rest = 0;
  for (std::size_t i = 4; i < iban.size; ++i) rest = Mod97(rest, iban.bytes[i]);
  for (std::size_t i = 0; i < 4; ++i) rest = Mod97(rest, iban.bytes[i]);
  return rest == 1;
}

constexpr std::size_t kShortestIban = 15;

// Where two letters and two digits follow each other, from `at` on; text.size() when nowhere.
std::size_t FindIbanBegin(std::string_view text, std::size_t at) {
  for (; at + 3 < text.size(); ++at) {
    if (!IsAsciiDigit(text[at + 3])) {
      ++at;  // nor can the next begin one: this would be its first digit
      continue;
    }
    if (IsAsciiDigit(text[at + 2]) && IsAsciiLetter(text[at]) && IsAsciiLetter(text[at + 1])) {
      return at;
    }
  }
  return text.size();
}

}  // namespace

bool IsIbanCountry(char first, char second) { return kPairsOfCountry[PairOf(first, second)]; }

bool MayHoldIban(const ByteSummary& summary, std::string_view text) {
  if (summary.digits < 2) return false;
  for (std::size_t at = 0; (at = FindIbanBegin(text, at)) + kShortestIban <= text.size(); ++at) {
    if (at > 0 && IsWordByte(text[at - 1])) continue;
    if (LengthOfIban(text[at], text[at + 1]) != 0) return true;
  }
  return false;
}

bool IsIban(std::string_view text, Span& match) {
  if (IsWordByte(ByteBefore(text, match))) return false;
  const std::size_t length = LengthOfIban(text[match.begin], text[match.begin + 1]);
  if (length == 0) return false;
  Compact iban;
  std::size_t at = match.begin;
  for (; at < match.end && iban.size < length; ++at) {
    if (IsAlphanumeric(text[at])) iban.bytes[iban.size++] = text[at];
  }
  if (iban.size < length || (at < text.size() && IsWordByte(text[at]))) return false;
  if (!HoldsMod97(iban)) return false;
  match.end = at;
  return true;
}

}  // namespace fun::detect
