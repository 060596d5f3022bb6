#include "core/detect/checks/email.h"

#include <algorithm>
#include <optional>

#include "core/base/byte_set.h"
#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

bool IsLabelByte(char c) {
  return IsAsciiDigit(c) || IsAsciiLetter(c) || c == '-' || IsBeyondAscii(c);
}

// Endings of files that are no top-level domains.
constexpr std::string_view kFileEndings[] = {
    "png",  "jpg", "jpeg", "gif",  "svg", "webp", "css", "js",   "html", "htm",  "pdf",  "mp4",
    "webm", "srt", "vtt",  "json", "xml", "csv",  "txt", "doc",  "docx", "ppt",  "pptx", "xls",
    "xlsx", "odt", "odp",  "mp3",  "ogg", "jpe",  "ico", "woff", "ttf",  "ipynb"};

// "plan.pdf", "2x.png": but "example.org.pdf" is a file named by an address.
bool IsNamedLikeFile(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  const std::string_view ending = domain.substr(dot + 1);
  const bool is_file = std::ranges::any_of(kFileEndings, [ending](std::string_view one) {
    return ending.size() == one.size() && StartsFolded(ending, one);
  });
  if (!is_file) return false;
  std::string_view name = domain.substr(0, dot);
  std::size_t last = name.rfind('.');
  // `example.org.1.png`: a copy of it.
  if (last != name.npos && std::ranges::all_of(name.substr(last + 1), IsAsciiDigit)) {
    name = name.substr(0, last);
    last = name.rfind('.');
  }
  if (last == name.npos) return true;
  // `example.org-50x50.png`: a picture of it.
  const std::string_view top = name.substr(last + 1, name.find('-', last) - last - 1);
  return top.size() < 2 || top == "min" || !std::ranges::all_of(top, IsAsciiLetter) ||
         std::ranges::all_of(name.substr(0, name.find('.')), IsAsciiDigit);
}

// A key is at most 255 bytes long; a hostile text must not be walked back to its begin.
constexpr std::size_t kLongestKey = 512;

// A key of the course store: …-v1:Org+Course+Run+type@asset+block@plan.pdf
bool IsInCourseKey(std::string_view before) {
  if (!before.ends_with("+block") && !before.ends_with("type")) return false;
  std::size_t begin = before.size();
  const std::size_t least = begin - std::min(begin, kLongestKey);
  while (begin > least && before[begin - 1] != ' ' && before[begin - 1] != '/' &&
         before[begin - 1] != '"')
    --begin;
  const std::string_view token = before.substr(begin);
  return token.find("-v1:") != token.npos || token.find("type@") != token.npos;
}

// "git", and nothing that it is the end of.
bool IsRepositoryUser(std::string_view before) {
  if (!before.ends_with("git")) return false;
  const char c = before.size() > 3 ? before[before.size() - 4] : ' ';
  return !IsLabelByte(c) && c != '.' && c != '_' && c != '+';
}

constexpr ByteSet kOpening("[({<");

// A bracket that opens stands before text[at], with up to two spaces between.
bool IsInBracket(std::string_view text, std::size_t at) {
  const std::size_t least = at - std::min<std::size_t>(at, 2);
  while (at > least && IsWhiteByte(text[at - 1])) --at;
  return at > 0 && kOpening.Has(text[at - 1]);
}

// "dot", "point" or a dot in brackets: what a name of a host has behind a spoken at.
bool HoldsSpokenDot(std::string_view text) {
  if (FindFolded(text, "dot") != text.npos || FindFolded(text, "point") != text.npos) return true;
  for (std::size_t at = 0; (at = text.find('.', at)) != text.npos; ++at) {
    if (IsInBracket(text, at)) return true;
  }
  return false;
}

// `word` stands at text[at], in a bracket or between spaces; then the text must hold a spoken dot,
// too, which `has_dot` remembers.
bool IsSpokenAt(std::string_view text, std::size_t at, std::string_view word,
                std::optional<bool>& has_dot) {
  const std::size_t end = at + word.size();
  if (at == 0 || end >= text.size() || !StartsFolded(text.substr(at), word)) return false;
  if (IsInBracket(text, at)) return !IsWordByte(text[end]);
  if (!IsWhiteByte(text[at - 1]) || !IsWhiteByte(text[end])) return false;
  if (!has_dot) has_dot = HoldsSpokenDot(text);
  return *has_dot;
}

constexpr ByteSet kBehindA("tTrR)");  // " at ", "arob", "(a)"

bool IsSpacedAt(std::string_view text, std::size_t at) {
  return text[at] == '@' && at > 0 && !IsLabelByte(text[at - 1]) && at + 1 < text.size() &&
         !IsLabelByte(text[at + 1]);
}

}  // namespace

bool MayHoldEmail(const ByteSummary&, std::string_view text) {
  for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '[') return true;
    while (end < text.size() && IsLabelByte(text[end])) ++end;
    if (end < text.size() && end > at + 1 && text[end] == '.') return true;
    at = end - 1;
  }
  return false;
}

bool MayHoldSpokenEmail(const ByteSummary&, std::string_view text) {
  std::optional<bool> has_dot;
  // A name comes first.
  for (std::size_t at = 1; (at = FindAny<'@', 'a', 'A', 'c', 'C'>(text, at)) < text.size(); ++at) {
    const char c = LowerAscii(text[at]);
    if (c == '@' && IsSpacedAt(text, at)) return true;
    if (c == 'c' && IsSpokenAt(text, at, "chez", has_dot)) return true;
    if (c != 'a' || at + 1 == text.size() || !kBehindA.Has(text[at + 1])) continue;
    if (IsSpokenAt(text, at, "at", has_dot)) return true;
    const bool begins = IsWhiteByte(text[at - 1]) || kOpening.Has(text[at - 1]);
    if (begins && StartsFolded(text.substr(at), "arobas")) return true;
    const std::string_view from = text.substr(at - 1);
    if (StartsFolded(from, "(a)") || StartsFolded(from, "_at_")) return true;
  }
  return false;
}

bool IsEmail(std::string_view text, Span& match) {
  const std::string_view found = Slice(text, match);
  const std::size_t at = found.rfind('@');
  const std::string_view domain = found.substr(at + 1);
  if (domain.starts_with('[')) return true;
  if (IsNamedLikeFile(domain)) return false;
  const std::string_view before = text.substr(0, match.begin + at);
  if (ByteBehind(text, match) == ':' && IsRepositoryUser(before)) return false;
  return !IsInCourseKey(before);
}

bool IsSpokenEmail(std::string_view text, Span& match) {
  if (HoldsFoldingLetter(Slice(text, match))) return false;
  return !IsBeyondAscii(ByteBehind(text, match)) || BeginsSign(text.substr(match.end));
}

}  // namespace fun::detect
