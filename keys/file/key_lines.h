// The lines of a key file in a text form: comments, and one line that begins with a mark.
#pragma once

#include <optional>
#include <string_view>

namespace fun::keys {

inline constexpr std::string_view kCreatedComment = "# created: ";
inline constexpr std::string_view kKeyIdComment = "# key id: ";

struct KeyLines {
  std::string_view body;     // what follows the mark
  std::string_view created;  // "2026-11-23T10:00:00Z", or ""
  std::string_view key_id;   // 16 lower-case hexadecimal digits, or ""
};

// Nothing when there is any line but comments, empty ones and exactly one that begins with `mark`.
// LF or CRLF.  Comments of another shape are ignored and never handed on.
std::optional<KeyLines> ReadKeyLines(std::string_view text, std::string_view mark);

}  // namespace fun::keys
