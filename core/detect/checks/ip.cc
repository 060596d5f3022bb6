#include "core/detect/checks/ip.h"

#include <algorithm>

#include "core/base/byte_set.h"
#include "core/detect/checks/text.h"
#include "core/detect/ip.h"

namespace fun::detect {
namespace {

constexpr std::size_t kLongestRun = 16;  // beside an address; neither is as long
constexpr ByteSet kOctets("0123456789.");
constexpr ByteSet kGroup("0123456789ABCDEFabcdef");

// The run of `bytes` behind text[at], or the one that ends before it.
std::string_view RunBehind(std::string_view text, std::size_t at, const ByteSet& bytes) {
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= kLongestRun && bytes.Has(text[end])) ++end;
  return text.substr(at + 1, end - at - 1);
}
std::string_view RunBefore(std::string_view text, std::size_t at, const ByteSet& bytes) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongestRun && bytes.Has(text[begin - 1])) --begin;
  return text.substr(begin, at - begin);
}

// True when a digit stands one byte beyond the neighbour: "1.2.3.4" in "0.1.2.3.4.5".  But of
// "82.1.2.3-82.1.2.9" both are addresses.
bool IsJoinedToDigits(std::string_view text, Span match) {
  const auto joins = [](char c, char beyond) {
    return (c == '.' || c == '-') && IsAsciiDigit(beyond);
  };
  const char before = ByteBefore(text, match);
  const char behind = ByteBehind(text, match);
  if (joins(before, ByteBefore(text, match, 2))) {
    if (before == '.' || !IsIp(RunBefore(text, match.begin - 1, kOctets))) return true;
  }
  if (!joins(behind, ByteBehind(text, match, 2))) return false;
  return behind == '.' || !IsIp(RunBehind(text, match.end, kOctets));
}

// At most four hexadecimal digits, and no part of a word: of "source:2001:db8::7" the colon is
// none of the address.
bool IsGroup(std::string_view run, char beyond) {
  return !run.empty() && run.size() <= 4 && !IsWordByte(beyond);
}

// True when a colon next to the match joins it to more of its kind.
bool IsJoinedToGroups(std::string_view text, Span match) {
  if (ByteBefore(text, match) == ':') {
    const std::string_view run = RunBefore(text, match.begin - 1, kGroup);
    const char beyond = ByteBefore(text, match, run.size() + 2);
    if (run.empty() ? beyond == ':' : IsGroup(run, beyond)) return true;
  }
  if (ByteBehind(text, match) != ':') return false;
  const std::string_view run = RunBehind(text, match.end, kGroup);
  const char beyond = ByteBehind(text, match, run.size() + 2);
  return run.empty() ? beyond == ':' : IsGroup(run, beyond);
}

constexpr std::size_t kLongestProduct = 128;

// `82.1.2.3:5432`: no version has a port.
bool HasPort(std::string_view text, Span match) {
  return ByteBehind(text, match) == ':' && IsAsciiDigit(ByteBehind(text, match, 2));
}

// `Chrome/116.0.5845.96`, `org.example.mobile/2.20.1.5`: names with slashes between
// them, no scheme and no root before.
bool IsProductVersion(std::string_view text, Span match) {
  if (ByteBefore(text, match) != '/' || HasPort(text, match)) return false;
  const std::size_t least = match.begin - std::min(match.begin, kLongestProduct);
  std::size_t begin = match.begin - 1;
  while (begin > least && (IsWordByte(text[begin - 1]) || text[begin - 1] == '-' ||
                           text[begin - 1] == '.' || text[begin - 1] == '/'))
    --begin;
  const bool stands_alone =
      begin == 0 || text[begin - 1] == ' ' || text[begin - 1] == '(' || text[begin - 1] == ';';
  return stands_alone && begin < match.begin - 1 && IsAsciiLetter(text[begin]);
}

// What numbers of four parts are called that are no addresses.
constexpr std::string_view kNumberingWords[] = {
    "version",   "versions", "v",         "ver",        "release",   "releases",
    "build",     "firmware", "rev",       "revision",   "section",   "sections",
    "chapter",   "chapters", "figure",    "figures",    "fig",       "chapitre",
    "chapitres", "exercice", "exercices", "exercise",   "exercises", "theorem",
    "table",     "tableau",  "partie",    "paragraphe", "clr",       "kernel"};
constexpr ByteSet kBeforeANumber(" \t.:=#(\"'");
constexpr std::size_t kLongestGap = 4;

// True when such a word stands next to the match.  Farther away it speaks of something else: of
// `/v1/me 82.1.2.3` the address is one.
bool IsNumbered(std::string_view text, Span match) {
  std::size_t end = match.begin;
  while (end > 0 && match.begin - end < kLongestGap && kBeforeANumber.Has(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && IsAsciiLetter(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, end - begin);
  if (begin > 0 && IsWordByte(text[begin - 1])) return false;
  return std::ranges::any_of(kNumberingWords, [word](std::string_view known) {
    return word.size() == known.size() && StartsFolded(word, known);
  });
}

// `groups`: hexadecimal digits and colons, as many as there are.
bool MayBeFullIpv6(std::string_view groups) {
  const auto colons = std::ranges::count(groups, ':');
  if (colons >= 6) return true;  // six and a dotted tail, or seven
  const std::size_t gap = groups.find("::");
  // Cut to its network, if it is one: up to three groups, and a gap at the end.
  const bool is_cut = gap + 2 == groups.size() && gap > 0 && colons <= 4;
  return gap != groups.npos && !is_cut;
}

// Where the digits and dots from `at` on end.
std::size_t EndOfOctets(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsAsciiDigit(text[at]) || text[at] == '.')) ++at;
  return at;
}

}  // namespace

bool MayHoldIpv4(const ByteSummary& summary, std::string_view text) {
  if (summary.digits < 4) return false;
  for (std::size_t at = 0; (at = FindAny<'.'>(text, at)) < text.size(); ++at) {
    const std::size_t end = EndOfOctets(text, at);
    const std::string_view run = text.substr(at, end - at);  // from the first dot on
    const auto dots = std::ranges::count(run, '.');
    // Cut to its network, if it is one: nothing but four octets, and the last is a zero.
    if (dots > 3 || (dots == 3 && !run.ends_with(".0"))) return true;
    at = end - 1;
  }
  return false;
}

bool MayHoldIpv6(const ByteSummary&, std::string_view text) {
  for (std::size_t at = 0; (at = FindAny<':'>(text, at)) < text.size();) {
    std::size_t begin = at;
    while (begin > 0 && IsAsciiHex(text[begin - 1])) --begin;
    while (at < text.size() && (IsAsciiHex(text[at]) || text[at] == ':')) ++at;
    if (MayBeFullIpv6(text.substr(begin, at - begin))) return true;
  }
  return false;
}

bool IsFullIpv4(std::string_view text, Span& match) {
  if (TouchesWord(text, match) || IsJoinedToDigits(text, match)) return false;
  const std::string_view found = Slice(text, match);
  if (!IsIp(found) || IsTruncatedIp(found) || IsProductVersion(text, match)) return false;
  return !IsNumbered(text, match);
}

bool IsFullIpv6(std::string_view text, Span& match) {
  if (IsWordByte(ByteBehind(text, match))) {  // "2001:db8::7:Connection refused"
    match.end = match.begin + Slice(text, match).rfind(':');
    if (match.size() == 0) return false;
  }
  if (TouchesWord(text, match) || IsJoinedToGroups(text, match)) return false;
  std::string_view found = Slice(text, match);
  found = found.substr(0, found.find('%'));
  int groups = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    groups += found[i] != ':' && (i == 0 || found[i - 1] == ':') ? 1 : 0;
  }
  // C++ has "abba::fade"; no network has an address without a digit.
  return groups >= 2 && std::ranges::any_of(found, IsAsciiDigit) && IsIp(found) &&
         !IsTruncatedIp(found);
}

}  // namespace fun::detect
