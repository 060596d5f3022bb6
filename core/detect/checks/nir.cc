#include "core/detect/checks/nir.h"

#include <cstdint>

#include "core/base/byte_set.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::string_view kNirWords[] = {"nir",
                                          "s\xC3\xA9"
                                          "cu*",
                                          "secu*",
                                          "insee",
                                          "ssn",
                                          "social security",
                                          "vitale",
                                          "immatricul*",
                                          "assur\xC3\xA9*"};

// The number with the department's letter as digits: INSEE counts 2A as 19, 2B as 18.
struct NirParts {
  std::uint64_t number = 0;  // the first 13
  unsigned key = 0;
  unsigned month = 0;
  unsigned department = 0;
  std::size_t size = 0;
};

NirParts PartsOfNir(std::string_view found) {
  NirParts parts;
  char digits[15] = {};
  for (const char c : found) {
    if (parts.size == sizeof digits) break;
    if (parts.size == 6 && (LowerAscii(c) == 'a' || LowerAscii(c) == 'b')) {
      digits[5] = '1';
      digits[parts.size++] = LowerAscii(c) == 'a' ? '9' : '8';
    } else if (IsAsciiDigit(c)) {
      digits[parts.size++] = c;
    }
  }
  const auto pair = [&digits](std::size_t at) {
    return static_cast<unsigned>((digits[at] - '0') * 10 + (digits[at + 1] - '0'));
  };
  for (std::size_t i = 0; i < 13; ++i) {
    parts.number = parts.number * 10 + static_cast<std::uint64_t>(digits[i] - '0');
  }
  parts.month = pair(3);
  parts.department = pair(5);
  parts.key = parts.size == 15 ? pair(13) : 0;
  return parts;
}

// Two digits that are no key: "sécu 1850775123456 22 ans".  False when nothing parts them from the
// number.
bool TakeKeyOff(std::string_view text, Span& match) {
  const Span number = {match.begin, match.end - 2};
  if (IsAsciiDigit(text[number.end - 1])) return false;
  match.end = number.end;
  while (!IsAsciiDigit(text[match.end - 1])) --match.end;
  return true;
}

}  // namespace

bool MayHoldNir(const ByteSummary& summary, std::string_view text) {
  if (summary.longest_run >= 13) return true;
  if (summary.digits < 12) return false;
  // Its digits touch a word.
  if (summary.digits >= 15 && text.find("cl\xC3\xA9") != text.npos) return true;
  for (std::size_t at = 4; (at = FindAny<'2'>(text, at)) + 1 < text.size(); ++at) {
    const char c = LowerAscii(text[at + 1]);
    if ((c == 'a' || c == 'b') && AreDigitsBefore(text, at, 5) && AreDigitsAt(text, at + 2, 6)) {
      return true;
    }
  }
  return false;
}

bool IsNir(std::string_view text, Span& match) {
  if (TouchesWord(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const NirParts parts = PartsOfNir(found);
  // 20 to 42 and 50 up stand for months that are not known.
  const bool is_month =
      (parts.month >= 1 && parts.month <= 12) || (parts.month >= 20 && parts.month != 99);
  if (!is_month || parts.department == 0) return false;
  const bool has_word = HasWordBefore(text, match, kNirWords);
  if (!has_word && !found.contains(' ') && IsPartOfLongerId(text, match)) return false;
  if (parts.size == 15 && parts.key == 97 - parts.number % 97) return true;
  return has_word && (parts.size == 13 || TakeKeyOff(text, match));
}

}  // namespace fun::detect
