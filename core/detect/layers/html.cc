#include "core/detect/layers/html.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/detect/layers/byte_escape.h"
#include "core/detect/layers/html_names.h"

namespace fun::detect {
namespace {

bool IsAlnum(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// True when the digits of a number go on in percent escapes, or its `;` is one: another level
// must make it whole first.
bool GoesOnInPercent(std::string_view rest) {
  if (rest.size() < 3 || rest[0] != '%' || rest[1] != '3') return false;
  const char digit = rest[2];
  return (digit >= '0' && digit <= '9') || (digit | 0x20) == 'b';
}

Escape NumberAt(std::string_view text, std::size_t at) {
  const bool is_hex = at + 2 < text.size() && (text[at + 2] | 0x20) == 'x';
  const std::size_t begin = at + (is_hex ? 3 : 2);
  const DigitRun digits = ReadDigits(text, begin, {is_hex ? 16U : 10U, text.size()});
  if (digits.size == 0 || digits.value == 0 || digits.value > 0x10FFFF) return {};
  std::size_t end = begin + digits.size;
  if (end < text.size() && text[end] == ';') {
    ++end;
  } else if (GoesOnInPercent(text.substr(end, 3))) {
    return {};
  }
  return EscapeOfPoint(Cp1252PointOf(digits.value), end - at, Encoding::kHtml);
}

// A name without its `;`: the longest that the letters at `begin` start with.
Escape UnclosedNameAt(std::string_view text, std::size_t at, std::string_view letters) {
  for (std::size_t size = std::min(kLongestUnclosedName, letters.size()); size > 1; --size) {
    const HtmlName* const row = FindHtmlName(letters.substr(0, size));
    if (row == nullptr || row->unclosed == HtmlName::Unclosed::kNever) continue;
    const std::size_t end = at + 1 + size;
    if (end < text.size()) {
      const bool is_alone = row->unclosed == HtmlName::Unclosed::kAlone;
      if (text[end] == '=' || (is_alone && IsAlnum(text[end]))) return {};
    }
    return EscapeOfPoint(row->point, 1 + size, Encoding::kHtml);
  }
  return {};
}

}  // namespace

Escape HtmlEscapeAt(std::string_view text, std::size_t at) {
  if (text.size() - at < 3) return {};
  if (text[at + 1] == '#') return NumberAt(text, at);
  const std::string_view rest = text.substr(at + 1, kLongestHtmlName + 1);
  std::size_t size = 0;
  while (size < rest.size() && IsAlnum(rest[size])) ++size;
  const std::string_view letters = rest.substr(0, size);
  if (size < rest.size() && rest[size] == ';') {
    const HtmlName* const row = FindHtmlName(letters);
    if (row != nullptr) return EscapeOfPoint(row->point, size + 2, Encoding::kHtml);
  }
  return UnclosedNameAt(text, at, letters);
}

}  // namespace fun::detect
