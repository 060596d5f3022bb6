// Cuts a URL or a path into its parts.
//
// Source: RFC 3986, appendix B; read leniently, as browsers and servers write it.  Nothing is
// decoded.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace fun::anonymizer {

inline constexpr std::size_t kMostSegments = 64;  // of a path; what is behind is scanned as text

// Spans of the text that was cut.
struct Url {
  Span userinfo;               // without its `@`; empty: none
  Span host;                   // with its port; empty in a path
  std::vector<Span> segments;  // of the path, without slashes; empty ones and dots are left out
  Span query;                  // without its `?`
  Span fragment;               // with its `#`; empty: none
  bool is_path = false;        // begins with a slash
};

// Cuts text[range.begin, range.end), which begins with `scheme://` or `/`.  The memory of `url` is
// reused.
void CutUrl(std::string_view text, Span range, Url& url);

// The next `scheme://…` in `text` from `from` on, up to white space, a quote or an angle bracket.
std::optional<Span> FindUrl(std::string_view text, std::size_t from);

// True when `text` begins with `scheme://`.
bool BeginsUrl(std::string_view text);

// True when all of `text` may be a path: begins with one slash, holds no white space.
bool LooksLikePath(std::string_view text);

}  // namespace fun::anonymizer
