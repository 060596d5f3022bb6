#include "core/detect/checks/phone_context.h"

#include <algorithm>

#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

constexpr std::size_t kDigitsOfFrench = 10;

bool IsTimeBehind(std::string_view text, Span match) {
  return ByteBehind(text, match) == ':' && IsAsciiDigit(ByteBehind(text, match, 2));
}

// "06 12 34 56 78", "+33 6 12 34 56 78": no part of an id is written so.
bool IsInGroups(std::string_view found) {
  return found.contains(' ') && (LayoutOf(found) == kPairs || found.contains('+'));
}

// As IsJoinedBefore: of a number that is written as one the columns of a table and a label with a
// hyphen are no part, "1985,06 12 34 56 78" and "tel-06 12 34 56 78", nor is another number.
bool IsMatchJoinedBefore(std::string_view text, Span match) {
  const char before = ByteBefore(text, match);
  const char beyond = ByteBefore(text, match, 2);
  if (before == ',' && (text[match.begin] == '+' || IsInGroups(Slice(text, match)))) return false;
  if (before == '-' && IsInGroups(Slice(text, match)) &&
      (IsAsciiLetter(beyond) || AreDigitsBefore(text, match.begin - 1, kDigitsOfFrench))) {
    return false;
  }
  return IsJoinedBefore(text, match.begin);
}

// The begin of another number: "06 12 34 56 78-07 98 76 54 32".
bool IsNextNumber(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && text[at] == '0' && text[at + 1] != '0' &&
         AreDigitsAt(text, at, kDigitsOfFrench);
}

bool IsJoinedBehind(std::string_view text, Span match) {
  const char behind = ByteBehind(text, match);
  if (IsWordByte(behind)) return true;
  if ((behind != '.' && behind != '-') || !IsAsciiDigit(ByteBehind(text, match, 2))) return false;
  return !(IsInGroups(Slice(text, match)) && IsNextNumber(text, match.end + 1));
}

}  // namespace

std::uint64_t LayoutOf(std::string_view found) {
  std::uint64_t layout = 0;
  std::uint64_t size = 0;
  for (const char c : found) {
    if (IsAsciiDigit(c)) {
      size = std::min<std::uint64_t>(size + 1, 9);
    } else if (size > 0) {
      layout = layout * 10 + size;
      size = 0;
    }
  }
  return size > 0 ? layout * 10 + size : layout;
}

bool IsJoinedBefore(std::string_view text, std::size_t at) {
  const char before = ByteBefore(text, {at, at});
  const char beyond = ByteBefore(text, {at, at}, 2);
  if (IsWordByte(before) || before == '@') return true;
  if ((before == '.' || before == '-' || before == ',') && IsAsciiDigit(beyond)) return true;
  return (before == '-' || before == '+') && IsWordByte(beyond);
}

bool IsStepOfPath(std::string_view text, std::size_t at) {
  return ByteBefore(text, {at, at}) == '/' && IsWordByte(ByteBefore(text, {at, at}, 2));
}

bool IsJoinedToMore(std::string_view text, Span match) {
  if (IsJoinedBehind(text, match) || IsMatchJoinedBefore(text, match)) return true;
  const std::string_view found = Slice(text, match);
  return IsStepOfPath(text, match.begin) && LayoutOf(found) != kPairs && !IsInGroups(found);
}

bool IsTimeAround(std::string_view text, Span match) {
  return IsTimeBehind(text, match) ||
         (IsAsciiDigit(text[match.begin]) && ByteBefore(text, match) == ':' &&
          IsAsciiDigit(ByteBefore(text, match, 2)));
}

void TakeGroupOff(std::string_view text, Span& match) {
  while (match.size() > 0 && IsAsciiDigit(text[match.end - 1])) --match.end;
  while (match.size() > 0 && !IsAsciiDigit(text[match.end - 1]) && text[match.end - 1] != '+')
    --match.end;
}

void TakeTimeOff(std::string_view text, Span& match) {
  Span shorter = match;
  for (int groups = 0; groups <= 3; ++groups) {
    const bool is_too_long = DigitsOf(Slice(text, shorter)).total > kMostPhoneDigits;
    if (!is_too_long && !IsJoinedBehind(text, shorter) && !IsTimeBehind(text, shorter)) {
      match = shorter;
      return;
    }
    TakeGroupOff(text, shorter);
    if (DigitsOf(Slice(text, shorter)).total < kFewestPhoneDigits) return;
  }
}

}  // namespace fun::detect
