// JSON strings: from raw bytes between the quotes to the text they mean, and back.
//
// Source: RFC 8259 section 7.  A lone surrogate escape is legal there; it
// decodes to its three WTF-8 bytes, so that no two strings decode alike.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/arena.h"
#include "core/base/span.h"

namespace fun::json {

// The text of a string.  Without a backslash it is `raw` itself.
struct DecodedText {
  std::string_view text;
  bool has_lone_surrogate = false;  // text is WTF-8, not UTF-8
};

// `raw` holds only valid escapes (the gate has passed).  A broken escape, as
// a payload cut in the middle has at its end, is copied as it is.
DecodedText Unescape(std::string_view raw, Arena& arena);

// How many bytes the character or escape sequence at raw[at] takes, raw and
// decoded; the two halves of a surrogate pair count as one.
struct EscapeSize {
  std::size_t raw = 1;
  std::size_t decoded = 1;
};
EscapeSize SizeOfNext(std::string_view raw, std::size_t at);

// True when every backslash in `line` begins one of the escapes of the RFC.
// Whether it stands in a string is the walker's business.
bool AreEscapesValid(std::string_view line);

// Tells which strings of a text hold escapes, without a search in each.
class EscapeFinder {
 public:
  explicit EscapeFinder(std::string_view text) : text_(text), next_(text.find('\\')) {}

  // True when a backslash stands in `raw`; its begin must not fall from call to call.
  bool IsIn(Span raw) {
    if (next_ < raw.begin) next_ = text_.find('\\', raw.begin);
    return next_ < raw.end;
  }

 private:
  std::string_view text_;
  std::size_t next_;  // npos: no more
};

// `text` as it must stand between quotes; control characters as \u00xx.
// Returns `text` itself when nothing needs an escape.
std::string_view EscapeInto(std::string_view text, Arena& arena);

// Appends `text` with its quotes.
void AppendQuoted(std::string_view text, std::string& out);

}  // namespace fun::json
