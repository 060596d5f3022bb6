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

// True when every backslash in `text` begins one of the escapes of the RFC.
bool AreEscapesValid(std::string_view text);

// The first backslash of `text` from `from` on, or its size.
inline std::size_t FindEscape(std::string_view text, std::size_t from) {
  const std::size_t at = text.find('\\', from);
  return at < text.size() ? at : text.size();
}

// `text` as it must stand between quotes; control characters as \u00xx, lone surrogates as
// \udxxx: the inverse of Unescape.
// Returns `text` itself when nothing needs an escape.
std::string_view EscapeInto(std::string_view text, Arena& arena);

// Appends `text` with its quotes.
void AppendQuoted(std::string_view text, std::string& out);

}  // namespace fun::json
