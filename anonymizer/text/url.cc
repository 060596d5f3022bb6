#include "anonymizer/text/url.h"

#include <algorithm>

#include "core/base/byte_set.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kAuthority = "://";
constexpr ByteSet kEndsOfUrl(" \t\r\n\f\v\"'<>`{}|\\^");
constexpr ByteSet kEndsOfAuthority("/?#");
constexpr ByteSet kEndsOfPath("?#&");
constexpr ByteSet kEndsOfSegment("/");
constexpr ByteSet kEndsOfQuery("#");

bool IsSchemeByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '-' || c == '.';
}

// One past the last byte before the first of `stops`, at most `end`.
std::size_t UpToAny(std::string_view text, Span range, const ByteSet& stops) {
  return stops.FindIn(text.substr(0, range.end), range.begin);
}

std::size_t CutAuthority(std::string_view text, Span range, Url& url) {
  const std::size_t end = UpToAny(text, range, kEndsOfAuthority);
  const std::size_t at = text.substr(range.begin, end - range.begin).rfind('@');
  if (at != text.npos) {
    url.userinfo = {range.begin, range.begin + at};
    range.begin = url.userinfo.end + 1;
  }
  url.host = {range.begin, end};
  return end;
}

void CutSegments(std::string_view text, Span path, Url& url) {
  std::size_t begin = path.begin;
  while (begin < path.end && url.segments.size() < kMostSegments) {
    if (text[begin] == '/') ++begin;
    const std::size_t end = UpToAny(text, {begin, path.end}, kEndsOfSegment);
    // `/u//ada` and `/u/./ada` are ways to write `/u/ada`.
    const bool is_empty = end == begin || text.substr(begin, end - begin) == ".";
    if (!is_empty) url.segments.push_back({begin, end});
    begin = end;
  }
}

}  // namespace

void CutUrl(std::string_view text, Span range, Url& url) {
  url.userinfo = url.host = url.query = url.fragment = {};
  url.segments.clear();
  url.is_path = range.size() != 0 && text[range.begin] == '/';
  std::size_t at = range.begin;
  if (!url.is_path) {
    const std::size_t authority = text.find(kAuthority, range.begin) + kAuthority.size();
    at = CutAuthority(text, {authority, range.end}, url);
  }
  // A form field's value ends at the next one: `…/u/ada&next=…` is no path with an ampersand.
  const std::size_t path_end = UpToAny(text, {at, range.end}, kEndsOfPath);
  CutSegments(text, {at, path_end}, url);
  at = path_end;
  if (at < range.end && text[at] == '?') {
    const std::size_t end = UpToAny(text, {at, range.end}, kEndsOfQuery);
    url.query = {at + 1, end};
    at = end;
  }
  if (at < range.end && text[at] == '#') url.fragment = {at, range.end};
}

std::optional<Span> FindUrl(std::string_view text, std::size_t from) {
  for (;;) {
    const std::size_t authority = text.find(kAuthority, from);
    if (authority == text.npos) return std::nullopt;
    std::size_t begin = authority;
    while (begin > from && IsSchemeByte(text[begin - 1])) --begin;
    from = authority + kAuthority.size();
    if (begin == authority) continue;
    const std::size_t end = kEndsOfUrl.FindIn(text, from);
    // Without a query, an ampersand begins the form field behind the URL.
    const std::size_t path_end = UpToAny(text, {from, end}, kEndsOfPath);
    const bool is_field = path_end < end && text[path_end] == '&';
    return Span{begin, is_field ? path_end : end};
  }
}

bool BeginsUrl(std::string_view text) {
  const auto url = FindUrl(text, 0);
  return url && url->begin == 0;
}

bool LooksLikePath(std::string_view text) {
  return text.size() > 1 && text[0] == '/' && text[1] != '/' &&
         kEndsOfUrl.FindIn(text) == text.size();
}

}  // namespace fun::anonymizer
