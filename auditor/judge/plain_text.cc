#include "auditor/judge/plain_text.h"

#include <algorithm>

#include "auditor/pseudonyms/known_digests.h"
#include "core/base/ascii.h"
#include "core/base/byte_set.h"
#include "core/detect/detector.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kMostOfSecond = 6;  // digits; with more and a zone it may be base64

// Takes two digits off the front, which are `low` to `high`.
bool TakePair(std::string_view& text, int low, int high) {
  if (text.size() < 2 || !IsDigit(text[0]) || !IsDigit(text[1])) return false;
  const int pair = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return pair >= low && pair <= high;
}

bool Take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// None, or a dot and digits.
bool TakePartOfSecond(std::string_view& text) {
  if (!Take(text, '.')) return true;
  std::size_t digits = 0;
  while (digits < text.size() && IsDigit(text[digits])) ++digits;
  text.remove_prefix(digits);
  return digits > 0 && digits <= kMostOfSecond;
}

bool IsZone(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  return (Take(text, '+') || Take(text, '-')) && TakePair(text, 0, 14) && Take(text, ':') &&
         TakePair(text, 0, 59) && text.empty();
}

}  // namespace

bool IsPlainTime(std::string_view text) {
  if (!text.starts_with("20")) return false;
  return TakePair(text, 20, 20) && TakePair(text, 0, 99) && Take(text, '-') &&
         TakePair(text, 1, 12) && Take(text, '-') && TakePair(text, 1, 31) && Take(text, 'T') &&
         TakePair(text, 0, 23) && Take(text, ':') && TakePair(text, 0, 59) && Take(text, ':') &&
         TakePair(text, 0, 59) && TakePartOfSecond(text) && IsZone(text);
}

bool IsPlainNumber(std::string_view text, std::string_view key) {
  // Only with + or / can it be base64 of something.
  return text.size() < KnownDigests::kShortestToken && detect::Detector::IsNumber(text) &&
         FindAny<'+', '/'>(text, 0) == text.size() && !detect::Detector::MayHoldNumber(text, key);
}

}  // namespace fun::auditor
