#include "core/detect/checks/phone.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "core/base/byte_set.h"
#include "core/detect/checks/phone_context.h"
#include "core/detect/checks/phone_number.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kPhoneWords[] = {"tel",
                                            "t\xC3\xA9l",
                                            "tels",
                                            "telephon*",
                                            "t\xC3\xA9l\xC3\xA9phon*",
                                            "phone*",
                                            "mobile*",
                                            "portable*",
                                            "appel*",
                                            "rappel*",
                                            "call",
                                            "calls",
                                            "num",
                                            "num\xC3\xA9ro*",
                                            "numero*",
                                            "fax",
                                            "sms",
                                            "texto*",
                                            "gsm",
                                            "joindre",
                                            "joignable*",
                                            "whatsapp",
                                            "cell",
                                            "cellphone",
                                            "cellulaire",
                                            "smartphone*",
                                            "ring",
                                            "my number",
                                            "contact*",
                                            "mon 06",
                                            "mon 07"};

// 9 stands for nine or ten.  5-5 is no way to write a number, 2-2-4-2 a date.
constexpr std::uint64_t kNationalLayouts[] = {kPairs, 28, 4222, 433,  46,  334, 3322,
                                              244,    37, 2332, 4321, 424, 343, 235};
constexpr std::uint64_t kBelgianLayouts[] = {2322, 3222, 234, 36, 27, 333};

template <std::size_t size>
bool IsOneOf(const std::uint64_t (&layouts)[size], std::uint64_t layout) {
  return std::ranges::find(layouts, layout) != std::end(layouts);
}

// "02 04 06 08 10": numbers that are counted, not dialled.
bool IsSeries(std::string_view found) {
  const DigitsOf number(found);
  if (LayoutOf(found) != kPairs || number.size != 10) return false;
  const auto pair = [&number](std::size_t i) {
    return (number.digits[2 * i] - '0') * 10 + (number.digits[2 * i + 1] - '0');
  };
  const int step = pair(1) - pair(0);
  if (step < -10 || step > 10) return false;
  for (std::size_t i = 2; i < 5; ++i) {
    if (pair(i) - pair(i - 1) != step) return false;
  }
  return true;
}

bool IsTellingPhoneWord(std::string_view text, Span match) {
  return HasWordBefore(text, match, kPhoneWords);
}

bool IsBare(std::string_view found, std::size_t digits) {
  const bool is_decimal = IsAsciiDigit(found[0]) && std::ranges::count(found, '.') == 1;
  return digits == found.size() || (is_decimal && digits + 1 == found.size());
}

// `found` with + for 00 and nothing between its digits; not the (0) behind a country's code.
std::string AsDialled(std::string_view found) {
  const bool has_plus = found.find('+') != found.npos;
  const bool has_zeros = !has_plus && found.starts_with("00");
  std::string dialled = has_plus || has_zeros ? "+" : "";
  if (has_zeros) found.remove_prefix(2);
  const std::size_t trunk = found.find("(0)");
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool is_trunk = trunk != found.npos && i == trunk + 1;
    if (IsAsciiDigit(found[i]) && !is_trunk) dialled.push_back(found[i]);
  }
  return dialled;
}

// A JSON number has neither + nor 0 in front: 33 and the nine digits of a French mobile are one
// when they are the whole text.
bool IsMobileWithCodeAlone(std::string_view text) {
  return text.size() == 11 && text.starts_with("33") && (text[2] == '6' || text[2] == '7');
}

constexpr std::size_t kFewestLocalDigits = 9;

// Whether a Belgian or North American number may begin with the group of digits at `at`, which no
// bracket opens: nine digits from a zero on, ten from others.  None is written in pairs.
bool MayBeginLocal(std::string_view text, std::size_t at) {
  if (IsJoinedBefore(text, at) || IsStepOfPath(text, at)) return false;
  const char first = text[at];
  const char second = at + 1 < text.size() ? text[at + 1] : ' ';
  if (first == '0') return second >= '1' && AreDigitsAt(text, at, kFewestLocalDigits);
  // The 1 of North America is a digit alone.
  if (first == '1' && IsAsciiDigit(second)) return false;
  return AreDigitsAt(text, at, kFewestLocalDigits + 1);
}

template <std::size_t size>
bool IsValidInAny(const std::string& number, const std::string_view (&regions)[size]) {
  return std::ranges::any_of(
      regions, [&number](std::string_view region) { return IsValidPhoneNumber(number, region); });
}

}  // namespace

bool MayHoldPhone(const ByteSummary& summary, std::string_view text) {
  if (summary.longest_run < kFewestPhoneDigits) return false;
  if (IsMobileWithCodeAlone(text)) return true;
  for (std::size_t at = 0; (at = FindAny<'+', '0'>(text, at)) + kFewestPhoneDigits < text.size();
       ++at) {
    if (at > 0 && IsWordByte(text[at - 1])) continue;
    const bool has_zeros = text[at] == '0' && text[at + 1] == '0';
    const char first = text[at + (has_zeros ? 2 : 1)];
    if (first < '1' || first > '9') continue;
    if (text[at] == '+' ? AreDigitsAt(text, at + 1, kFewestPhoneDigits)
                        : AreDigitsAt(text, at, kFewestPhoneDigits + 2))
      return true;
  }
  return false;
}

bool MayHoldLocalPhone(const ByteSummary& summary, std::string_view text) {
  if (summary.longest_run < kFewestLocalDigits) return false;
  for (std::size_t at = 0; (at = FindDigit(text, at)) < text.size(); ++at) {
    const std::size_t end = at + CountDigitsAt(text, at);
    const bool is_bracketed = ByteBefore(text, {at, end}) == '(';
    if (MayBeginLocal(text, at) ||
        (is_bracketed && AreDigitsAt(text, at, kFewestLocalDigits + 1))) {
      return true;
    }
    at = end - 1;
  }
  return false;
}

bool IsFrenchPhoneShape(std::string_view text, Span& match) {
  if (IsJoinedToMore(text, match) || IsTimeAround(text, match)) return false;
  const std::string_view found = Slice(text, match);
  if (found[0] == '3') return found.size() == text.size();
  if (!IsAsciiDigit(found[0]) || found.starts_with("00")) return true;
  const std::uint64_t layout = LayoutOf(found);
  const bool is_bare = IsBare(found, DigitsOf(found).total);
  if (!is_bare && IsOneOf(kNationalLayouts, layout) && !IsSeries(found)) return true;
  return IsTellingPhoneWord(text, match);
}

bool IsLocalPhoneShape(std::string_view text, Span& match) {
  if (IsJoinedToMore(text, match) || IsTimeAround(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const std::size_t digits = DigitsOf(found).total;
  if (IsBare(found, digits)) return IsTellingPhoneWord(text, match);
  if (found[0] == '0' && IsOneOf(kBelgianLayouts, LayoutOf(found))) return true;
  // Of three and three and four digits with spaces between, a table has many.
  const bool has_spaces_only = found.find_first_not_of("0123456789 ") == found.npos;
  return (found[0] != '0' && !has_spaces_only) || IsTellingPhoneWord(text, match);
}

bool IsInternationalPhoneShape(std::string_view text, Span& match) {
  TakeTimeOff(text, match);
  if (IsJoinedToMore(text, match) || IsTimeAround(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const std::size_t digits = DigitsOf(found).total;
  // The 00 that stands for + is none of the number: an ISSN may begin so.
  const std::size_t dialled = digits - (found.starts_with("00") ? 2 : 0);
  if (dialled < kFewestPhoneDigits || dialled > kMostPhoneDigits) return false;
  return !IsBare(found, digits) || IsTellingPhoneWord(text, match);
}

bool IsFrenchPhone(std::string_view text, Span& match) {
  constexpr std::string_view kRegions[] = {"FR", "RE", "GP", "MQ", "GF", "YT", "BE", "CH"};
  std::string number = AsDialled(Slice(text, match));
  if (number[0] == '3') number.insert(0, 1, '+');
  // Plans grow, and the library's is of its day: who writes a mobile number, or 33 before
  // one, means a telephone.
  if (number.starts_with('+') || number.starts_with("06") || number.starts_with("07")) {
    return IsPossiblePhoneNumber(number, "FR");
  }
  return IsValidInAny(number, kRegions);
}

bool IsLocalPhone(std::string_view text, Span& match) {
  constexpr std::string_view kRegions[] = {"BE", "CA"};
  return IsValidInAny(AsDialled(Slice(text, match)), kRegions);
}

bool IsInternationalPhone(std::string_view text, Span& match) {
  const std::size_t separators = std::to_string(LayoutOf(Slice(text, match))).size() - 1;
  if (IsValidPhoneNumber(AsDialled(Slice(text, match)), "FR")) return true;
  // A number with a slip is somebody's all the same, when it is written as one.
  if (Slice(text, match).find('+') != std::string_view::npos &&
      (separators >= 2 || IsTellingPhoneWord(text, match)) &&
      IsPossiblePhoneNumber(AsDialled(Slice(text, match)), "FR"))
    return true;
  for (int tries = 0; tries < 3; ++tries) {
    TakeGroupOff(text, match);
    if (DigitsOf(Slice(text, match)).total < kFewestPhoneDigits) return false;
    if (IsValidPhoneNumber(AsDialled(Slice(text, match)), "FR")) return true;
  }
  return false;
}

}  // namespace fun::detect
