#include "auditor/differential/compare/text_match.h"

#include <algorithm>

#include "auditor/judge/conformity.h"
#include "core/base/ascii.h"
#include "core/base/byte_set.h"
#include "keys/pseudonym.h"

namespace fun::auditor {
namespace {

constexpr std::size_t kLongestMark = 24;

constexpr std::size_t kMostEscapeDigits = 12;
constexpr ByteSet kEndsOfEscape("%ux");  // "%252540", "\u0040", "\x40"
constexpr ByteSet kEndsOfWords("&;?#/=@:,{}[]\"' \\%+<>|()\t\n\r");
constexpr ByteSet kSignsOfParts("=%{\\&");

bool IsMarkByte(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// One past a mark that begins at text[at], or `at`.
std::size_t EndOfMark(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("<<")) return at;
  std::size_t end = at + 2;
  while (end < text.size() && IsMarkByte(text[end])) ++end;
  const bool is_mark =
      end > at + 2 && end - at <= kLongestMark && text.substr(end).starts_with(">>");
  return is_mark ? end + 2 : at;
}

// One past a run of hex digits that begins at text[at].
std::size_t EndOfHex(std::string_view text, std::size_t at) {
  while (at < text.size() && IsHexDigit(text[at])) ++at;
  return at;
}

// Where a pseudonym begins that ends a run of hex digits, or the run's end.  Behind "%40" or
// "\u0040" the digits of the escape stand before it in the run.
std::size_t BeginOfPseudonym(std::string_view text, Span run) {
  if (run.size() < keys::kPseudonymSize || run.size() > keys::kPseudonymSize + kMostEscapeDigits) {
    return run.end;
  }
  const std::size_t begin = run.end - keys::kPseudonymSize;
  const bool is_behind_escape = run.begin > 0 && kEndsOfEscape.Has(text[run.begin - 1]);
  if (begin != run.begin && !is_behind_escape) return run.end;
  return IsPseudonym(text.substr(begin, keys::kPseudonymSize)) ? begin : run.end;
}

// All words of `literal`, and what stands between them, in order in `raw` from `from` on; moves
// `from` behind the last.
bool TakeWords(std::string_view raw, std::string_view literal, std::size_t& from) {
  while (!literal.empty()) {
    const std::size_t end = std::max<std::size_t>(1, kEndsOfWords.FindIn(literal));
    const std::size_t at = raw.find(literal.substr(0, end), from);
    if (at == raw.npos) return false;
    from = at + end;
    literal.remove_prefix(end);
  }
  return true;
}

}  // namespace

bool IsMark(std::string_view text) { return !text.empty() && EndOfMark(text, 0) == text.size(); }

void FindCovers(std::string_view text, std::vector<Cover>& covers) {
  covers.clear();
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t end = EndOfMark(text, at); end != at) {
      covers.push_back({{at, end}, true, {}});
      at = end;
      continue;
    }
    const std::size_t end = EndOfHex(text, at);
    if (const std::size_t begin = BeginOfPseudonym(text, {at, end}); begin != end) {
      covers.push_back({{begin, end}, false, {}});
    }
    at = std::max(end, at + 1);
  }
}

bool CoversText(std::string_view raw, std::string_view text, std::vector<Cover>& covers) {
  if (covers.empty()) return raw == text;
  const std::string_view head = text.substr(0, covers.front().place.begin);
  const std::string_view tail = text.substr(covers.back().place.end);
  if (!raw.starts_with(head) || !raw.ends_with(tail)) return false;
  if (raw.size() < head.size() + tail.size() + covers.size()) return false;
  const std::string_view middle = raw.substr(0, raw.size() - tail.size());
  std::size_t at = head.size();
  for (std::size_t i = 0; i + 1 < covers.size(); ++i) {
    const std::size_t begin = covers[i].place.end;
    const std::string_view between = text.substr(begin, covers[i + 1].place.begin - begin);
    const std::size_t found = middle.find(between, at + 1);
    if (found == middle.npos) return false;
    covers[i].covered = middle.substr(at, found - at);
    at = found + between.size();
  }
  covers.back().covered = middle.substr(std::min(at, middle.size()));
  return at < middle.size();
}

bool IsCutFrom(std::string_view raw, std::string_view text, const std::vector<Cover>& covers) {
  std::size_t from = 0;
  std::size_t begin = 0;
  for (const Cover& cover : covers) {
    if (!TakeWords(raw, text.substr(begin, cover.place.begin - begin), from)) return false;
    begin = cover.place.end;
  }
  return TakeWords(raw, text.substr(begin), from);
}

bool MayLoseParts(std::string_view raw) {
  constexpr std::string_view kFullWidth = "\xEF\xBC";
  return kSignsOfParts.FindIn(raw) != raw.size() || raw.contains("://") || raw.contains(kFullWidth);
}

}  // namespace fun::auditor
