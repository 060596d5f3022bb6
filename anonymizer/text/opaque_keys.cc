#include "anonymizer/text/opaque_keys.h"

#include <algorithm>

#include "core/base/byte_set.h"

namespace fun::anonymizer {
namespace {

// All keys but the deprecated ones have a namespace with a version before a colon; percent-encoded
// the colon is %3A.
constexpr std::string_view kVersionMarks[] = {"-v1:", "-v1%3A", "-v1%3a", "-v2:"};
constexpr std::string_view kDeprecatedScheme = "i4x://";
constexpr ByteSet kEndsOfKey(" \t\r\n\"'<>/?&#,;()[]{}|\\");

bool IsNamespaceByte(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

void TakeKey(std::string_view text, std::size_t begin, std::size_t from, std::vector<Span>& keys) {
  const std::size_t end = kEndsOfKey.FindIn(text, from);
  if (!keys.empty() && begin < keys.back().end) return;
  keys.push_back({begin, end});
}

// i4x://Org/Course/category/name
std::size_t EndOfDeprecated(std::string_view text, std::size_t from) {
  constexpr int kParts = 4;
  std::size_t at = from;
  for (int part = 0; part < kParts && at < text.size(); ++part) {
    at = kEndsOfKey.FindIn(text, at);
    if (part + 1 == kParts || at == text.size() || text[at] != '/') break;
    ++at;
  }
  return at;
}

}  // namespace

void FindOpaqueKeys(std::string_view text, std::vector<Span>& keys) {
  const std::size_t first = keys.size();
  for (std::size_t at = text.find("-v"); at != text.npos; at = text.find("-v", at + 2)) {
    const std::string_view rest = text.substr(at);
    for (const std::string_view mark : kVersionMarks) {
      if (!rest.starts_with(mark)) continue;
      std::size_t begin = at;
      while (begin > 0 && IsNamespaceByte(text[begin - 1])) --begin;
      if (begin < at) TakeKey(text, begin, at + mark.size(), keys);
      break;
    }
  }
  for (std::size_t at = text.find(kDeprecatedScheme); at != text.npos;
       at = text.find(kDeprecatedScheme, at + 1)) {
    keys.push_back({at, EndOfDeprecated(text, at + kDeprecatedScheme.size())});
  }
  std::sort(keys.begin() + static_cast<std::ptrdiff_t>(first), keys.end(),
            [](Span a, Span b) { return a.begin < b.begin; });
}

bool IsWithin(const std::vector<Span>& keys, Span span) {
  return std::ranges::any_of(
      keys, [span](Span key) { return key.begin <= span.begin && span.end <= key.end; });
}

}  // namespace fun::anonymizer
