#include "core/event/grammar_forms.h"

#include <algorithm>

#include "core/event/field_names.h"
#include "core/event/grammar.h"

namespace fun::event::form {
namespace {

constexpr std::size_t kMostDigits = 8;      // of a number: fewer than a phone's
constexpr std::size_t kMostFraction = 20;   // digits behind the point
constexpr std::size_t kModuleIdSize = 32;   // hex digits
constexpr std::size_t kMostPartDigits = 3;  // of a number in a problem
constexpr std::size_t kMostPathDigits = 2;  // of a segment
constexpr std::size_t kLongestKey = 256;    // of courses and blocks

constexpr std::string_view kOldTypes[] = {
    "-problem-",  "-video-",  "-html-",       "-sequential-", "-chapter-",
    "-vertical-", "-course-", "-discussion-", "-poll-",       "-combinedopenended-"};

// Of an organisation, a course, a run, a block's id.
bool IsOfSlug(char c) { return IsDigit(c) || IsLetter(c) || c == '_' || c == '-' || c == '.'; }

bool AreDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, IsDigit);
}

bool IsSlug(std::string_view text) {
  return !text.empty() && text.size() <= kLongestKey && std::ranges::all_of(text, IsOfSlug);
}

// Takes what stands before `separator` off `text`, and it too; all of it if there is none.
std::string_view TakeUntil(std::string_view& text, char separator) {
  const std::string_view part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

// True when `text` is as `pattern`, where 9 stands for any digit.
bool IsLike(std::string_view text, std::string_view pattern) {
  return std::ranges::equal(text, pattern,
                            [](char c, char like) { return like == '9' ? IsDigit(c) : c == like; });
}

// "+00:00", "Z" or nothing.
bool IsOffset(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  if (text[0] != '+' && text[0] != '-') return false;
  return IsLike(text.substr(1), "99:99") || IsLike(text.substr(1), "9999");
}

// "_2_1", or nothing.
bool IsPartOfProblem(std::string_view text) {
  while (text.starts_with('_')) {
    text.remove_prefix(1);
    const std::string_view number = text.substr(0, text.find('_'));
    if (!AreDigits(number) || number.size() > kMostPartDigits) return false;
    text.remove_prefix(number.size());
  }
  return text.empty();
}

// "Org+Course+Run", or with '/' between.
bool AreThreeSlugs(std::string_view text, char separator) {
  const bool has_two = std::ranges::count(text, separator) == 2;
  const std::string_view org = TakeUntil(text, separator);
  const std::string_view course = TakeUntil(text, separator);
  return has_two && IsSlug(org) && IsSlug(course) && IsSlug(text);
}

// "Org+Course+Run" behind `scheme`; "Org+Course+Run+ccx@7" behind `ccx_scheme`.
bool IsRun(std::string_view text, std::string_view scheme, std::string_view ccx_scheme) {
  constexpr std::string_view kNumber = "+ccx@";
  if (text.starts_with(scheme)) return AreThreeSlugs(text.substr(scheme.size()), '+');
  const std::size_t number = text.find(kNumber);
  if (!text.starts_with(ccx_scheme) || number == text.npos) return false;
  const std::string_view digits = text.substr(number + kNumber.size());
  return AreDigits(digits) && digits.size() <= kMostDigits &&
         AreThreeSlugs(text.substr(ccx_scheme.size(), number - ccx_scheme.size()), '+');
}

bool IsPathSegment(std::string_view text) {
  const bool is_mark = text.starts_with("<<") && text.ends_with(">>") && text.size() > 4;
  if (is_mark) {
    return std::ranges::all_of(text.substr(2, text.size() - 4),
                               [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; });
  }
  // Longer numbers may be ids of people; what "progress/7" names, the template knows.
  if (AreDigits(text)) return text.size() <= kMostPathDigits;
  return text.empty() || std::ranges::binary_search(PathWords(), text) || IsFieldName(text) ||
         IsPlatformId(text) || IsHex(text, 64) || IsUsageKey(text);
}

}  // namespace

bool IsInteger(std::string_view text) {
  if (text[0] == '-') text.remove_prefix(1);
  return AreDigits(text) && text.size() <= kMostDigits;
}

bool IsPosition(std::string_view text) { return AreDigits(text) && text.size() <= 3; }

bool IsNumber(std::string_view text) {
  if (text[0] == '-') text.remove_prefix(1);
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  std::string_view power = text.substr(exponent);
  std::string_view fraction = text.substr(0, exponent);
  const std::string_view whole = TakeUntil(fraction, '.');
  const bool has_point = whole.size() < exponent;
  if (!AreDigits(whole) || whole.size() > kMostDigits) return false;
  if (has_point && (!AreDigits(fraction) || fraction.size() > kMostFraction)) return false;
  if (power.empty()) return true;
  power.remove_prefix(1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  return AreDigits(power) && power.size() <= kMostPartDigits;
}

bool IsTime(std::string_view text) {
  constexpr std::string_view kSeconds = "9999-99-99T99:99:99";
  const std::string_view date_and_time = text.substr(0, kSeconds.size());
  if (!IsLike(date_and_time, kSeconds) && !IsLike(date_and_time, "9999-99-99 99:99:99"))
    return false;
  text.remove_prefix(kSeconds.size());
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    if (end == 0 || end > 9) return false;
    text.remove_prefix(end);
  }
  return IsOffset(text);
}

bool IsHour(std::string_view text) {
  constexpr std::size_t kMinutes = 13;  // behind "9999-99-99T99"
  if (!IsTime(text)) return false;
  const std::string_view below =
      text.substr(kMinutes, text.find_first_of("+-Z", kMinutes) - kMinutes);
  return below.find_first_of("123456789") == below.npos;
}

bool IsClock(std::string_view text) { return IsLike(text, "99:99:99") || IsLike(text, "99:99"); }

bool IsHex(std::string_view text, std::size_t digits) {
  return text.size() == digits && std::ranges::all_of(text, IsLowerHexDigit);
}

bool IsHexId(std::string_view text) {
  for (const std::size_t digits : {20, 24, 32, 40}) {
    if (IsHex(text, digits)) return true;
  }
  constexpr std::size_t kUuidSize = 36;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const bool is_hex = IsHexDigit(text[i]);
    if (is_hyphen ? text[i] != '-' : !is_hex) return false;
  }
  return text.size() == kUuidSize;
}

bool IsCourseKey(std::string_view text) { return IsRun(text, "course-v1:", "ccx-v1:"); }

bool IsOldCourseKey(std::string_view text) { return AreThreeSlugs(text, '/'); }

bool IsUsageKey(std::string_view text) {
  constexpr std::string_view kOldScheme = "i4x://";
  if (text.starts_with(kOldScheme)) {
    text.remove_prefix(kOldScheme.size());
    const std::string_view org = TakeUntil(text, '/');
    return IsSlug(org) && AreThreeSlugs(text, '/');
  }
  const std::size_t type = text.find("+type@");
  const std::size_t block = text.find("+block@");
  if (type == text.npos || block == text.npos || block < type) return false;
  return IsRun(text.substr(0, type), "block-v1:", "ccx-block-v1:") &&
         IsSlug(text.substr(type + 6, block - type - 6)) && IsSlug(text.substr(block + 7));
}

bool IsModuleId(std::string_view text) {
  for (const std::string_view before : {"input_", "choice_"}) {
    if (text.starts_with(before)) text.remove_prefix(before.size());
  }
  if (text.starts_with("i4x-")) {
    const std::string_view head = text.substr(0, text.rfind('-') + 1);
    const auto ends_head = [head](std::string_view type) { return head.ends_with(type); };
    if (!IsSlug(head) || std::ranges::none_of(kOldTypes, ends_head)) return false;
    text.remove_prefix(head.size());
  }
  return text.size() >= kModuleIdSize && IsHex(text.substr(0, kModuleIdSize), kModuleIdSize) &&
         IsPartOfProblem(text.substr(kModuleIdSize));
}

bool IsChoice(std::string_view text) {
  constexpr std::string_view kChoice = "choice_";
  if (text.size() == 1 && IsLetter(text[0])) return true;
  if (!text.starts_with(kChoice)) return IsNumber(text);
  text.remove_prefix(kChoice.size());
  return AreDigits(text) && text.size() <= kMostPartDigits;
}

bool IsAgent(std::string_view text) {
  if (!text.ends_with(')')) return false;
  text.remove_suffix(1);
  const std::string_view browser = TakeUntil(text, ' ');
  if (!text.starts_with('(')) return false;
  text.remove_prefix(1);
  std::string_view version = browser;
  const std::string_view name = TakeUntil(version, '/');
  const auto is_in = [](std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
  };
  return is_in(BrowserNames(), name) && is_in(SystemNames(), text) &&
         (browser == name || (AreDigits(version) && version.size() <= kMostPartDigits));
}

bool IsPathTemplate(std::string_view text) {
  if (text.size() > 4 * kLongestKey || text[0] != '/') return false;
  while (!text.empty()) {
    if (!IsPathSegment(TakeUntil(text, '/'))) return false;
  }
  return true;
}

bool IsEventName(std::string_view text) {
  if (std::ranges::binary_search(EventTypes(), text)) return true;
  if (!text.starts_with("edx.") || text.ends_with('.')) return false;
  while (!text.empty()) {
    if (!std::ranges::binary_search(EventWords(), TakeUntil(text, '.'))) return false;
  }
  return true;
}

}  // namespace fun::event::form
