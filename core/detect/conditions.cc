#include "core/detect/conditions.h"

#include <algorithm>
#include <cstring>

#include "core/detect/ip.h"

namespace fun::detect {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsHex(char c) { return IsDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); }
bool IsWord(char c) { return IsDigit(c) || IsLetter(c) || c == '_'; }
bool IsLabel(char c) { return IsDigit(c) || IsLetter(c) || c == '-' || IsHigh(c); }

// The byte before or behind a match; NUL at the text's ends.
char Before(std::string_view text, Span match) {
  return match.begin == 0 ? '\0' : text[match.begin - 1];
}
char Behind(std::string_view text, Span match) {
  return match.end == text.size() ? '\0' : text[match.end];
}

// True when a digit stands one byte beyond the neighbour: "1.2.3.4" in "0.1.2.3.4.5".
bool GoesOnBehind(std::string_view text, Span match) {
  const char c = Behind(text, match);
  if (c != '.' && c != '-') return false;
  return match.end + 1 < text.size() && IsDigit(text[match.end + 1]);
}
bool GoesOnBefore(std::string_view text, Span match) {
  const char c = Before(text, match);
  if (c != '.' && c != '-') return false;
  return match.begin >= 2 && IsDigit(text[match.begin - 2]);
}

// True when a colon next to the match joins it to more of its kind.  "ip:2001:db8::7" and
// "2001:db8::7: unreachable" hold a colon that is none of the address.
bool IsGroupBehind(std::string_view text, Span match) {
  if (Behind(text, match) != ':' || match.end + 1 >= text.size()) return false;
  return IsHex(text[match.end + 1]) || text[match.end + 1] == ':';
}
bool IsGroupBefore(std::string_view text, Span match) {
  if (Before(text, match) != ':' || match.begin < 2) return false;
  return IsHex(text[match.begin - 2]) || text[match.begin - 2] == ':';
}

// `Chrome/116.0.5845.96`: a product's name, one slash, nothing else before.
bool IsProductVersion(std::string_view text, Span match) {
  if (Before(text, match) != '/') return false;
  std::size_t begin = match.begin - 1;
  while (begin > 0 && (IsWord(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '.'))
    --begin;
  const bool stands_alone =
      begin == 0 || text[begin - 1] == ' ' || text[begin - 1] == '(' || text[begin - 1] == ';';
  return stands_alone && begin < match.begin - 1 && IsLetter(text[begin]);
}

// "01.02.2015 03:04": the last two digits are an hour.
bool IsTimeBehind(std::string_view text, Span match) {
  return Behind(text, match) == ':' && match.end + 1 < text.size() && IsDigit(text[match.end + 1]);
}

constexpr std::string_view kPhoneWords[] = {"tel",   "t\xC3\xA9l", "phone",   "mobile", "portable",
                                            "appel", "call",       "num",     "fax",    "sms",
                                            "gsm",   "joindre",    "whatsapp"};
constexpr std::size_t kPhoneWordReach = 32;

bool HasPhoneWordBefore(std::string_view text, Span match) {
  const std::size_t from = match.begin - std::min(match.begin, kPhoneWordReach);
  std::string before(text.substr(from, match.begin - from));
  for (char& c : before) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return std::ranges::any_of(kPhoneWords, [&before](std::string_view word) {
    return before.find(word) != std::string::npos;
  });
}

// How many digits stand at `at`, with what may separate them in a phone number.
int CountPhoneDigits(std::string_view text, std::size_t at) {
  int digits = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool separates =
        c == ' ' || c == '.' || c == '-' || c == '(' || c == ')' || c == '\xC2' || c == '\xA0';
    if (!IsDigit(c) && !separates) break;
    digits += IsDigit(c) ? 1 : 0;
  }
  return digits;
}

constexpr int kFewestPhoneDigits = 8;
constexpr int kMostPhoneDigits = 15;

}  // namespace

bool MayHoldEmail(const ByteSummary& summary, std::string_view text) {
  if (!summary.Has(ByteSummary::kHasAt | ByteSummary::kHasDot)) return false;
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && IsLabel(text[end])) ++end;
    if (end < text.size() && end > at + 1 && text[end] == '.') return true;
  }
  return false;
}

bool MayHoldIpv4(const ByteSummary& summary, std::string_view text) {
  if (summary.digits < 4 || !summary.Has(ByteSummary::kHasDot)) return false;
  int dots = 0;  // of the run of digits and dots in hand
  for (const char c : text) {
    if (c == '.') {
      if (++dots == 3) return true;
    } else if (!IsDigit(c)) {
      dots = 0;
    }
  }
  return false;
}

bool MayHoldIpv6(const ByteSummary& summary, std::string_view text) {
  if (!summary.Has(ByteSummary::kHasColon)) return false;
  if (text.find("::") != text.npos) return true;
  return std::ranges::count(text, ':') >= 6;  // six and a dotted tail, or seven
}

bool MayHoldPhone(const ByteSummary& summary, std::string_view text) {
  if (summary.digits < kFewestPhoneDigits) return false;
  for (std::size_t at = 0; at + kFewestPhoneDigits <= text.size(); ++at) {
    if (text[at] != '+' && text[at] != '0') continue;
    if (at > 0 && IsWord(text[at - 1])) continue;
    const bool has_plus = text[at] == '+';
    if (CountPhoneDigits(text, at + (has_plus ? 1 : 0)) >= kFewestPhoneDigits) return true;
  }
  return false;
}

bool IsEmail(std::string_view text, Span match) {
  const std::string_view found = Slice(text, match);
  const std::size_t at = found.rfind('@');
  const std::string_view domain = found.substr(at + 1);
  if (domain.size() > 2 && IsDigit(domain[0]) && domain[1] == 'x' && domain[2] == '.') return false;
  const std::string_view before = text.substr(0, match.begin + at);
  if (!before.ends_with("+block") && !before.ends_with("type")) return true;
  // A key of the course store: …-v1:Org+Course+Run+type@asset+block@plan.pdf
  std::size_t begin = match.begin + at;
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '/' && text[begin - 1] != '"')
    --begin;
  const std::string_view token = before.substr(begin);
  const bool in_key = token.find("-v1:") != token.npos || token.find("type@") != token.npos;
  return !in_key;
}

bool IsFullIpv4(std::string_view text, Span match) {
  if (IsWord(Before(text, match)) || IsWord(Behind(text, match))) return false;
  if (GoesOnBefore(text, match) || GoesOnBehind(text, match)) return false;
  const std::string_view found = Slice(text, match);
  return IsIp(found) && !IsTruncatedIp(found) && !IsProductVersion(text, match);
}

bool IsFullIpv6(std::string_view text, Span match) {
  if (IsWord(Before(text, match)) || IsWord(Behind(text, match))) return false;
  if (IsGroupBefore(text, match) || IsGroupBehind(text, match)) return false;
  const std::string_view found = Slice(text, match);
  int groups = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    groups += found[i] != ':' && (i == 0 || found[i - 1] == ':') ? 1 : 0;
  }
  return groups >= 2 && IsIp(found) && !IsTruncatedIp(found);
}

bool IsPhone(std::string_view text, Span match) {
  if (IsWord(Before(text, match)) || IsWord(Behind(text, match))) return false;
  if (GoesOnBefore(text, match) || GoesOnBehind(text, match)) return false;
  if (IsTimeBehind(text, match)) return false;
  const std::string_view found = Slice(text, match);
  const auto digits = std::ranges::count_if(found, IsDigit);
  // The 00 that stands for + is none of the number: an ISSN may begin so.
  const auto dialled = digits - (found.starts_with("00") ? 2 : 0);
  if (dialled < kFewestPhoneDigits || dialled > kMostPhoneDigits) return false;
  const bool is_decimal = IsDigit(found[0]) && std::ranges::count(found, '.') == 1;
  const auto size = static_cast<std::ptrdiff_t>(found.size());
  const bool is_bare = digits == size || (is_decimal && digits + 1 == size);
  return !is_bare || HasPhoneWordBefore(text, match);
}

}  // namespace fun::detect
