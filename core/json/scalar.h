// The small pieces of the grammar that the walk is made of.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/json/refusal.h"

namespace fun::json {

inline bool IsJsonSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// kNone when `token` is a number, true, false or null; numbers of any length.
Refusal CheckScalar(std::string_view token);

// True when `text` begins, after white space, like an object, array or string.
bool LooksLikeJson(std::string_view text);

// Moves `end` back over white space; a byte that is none stands before it.
inline std::size_t SkipSpaceBefore(const char* text, std::size_t end) {
  while (IsJsonSpace(text[end - 1])) --end;
  return end;
}

}  // namespace fun::json
