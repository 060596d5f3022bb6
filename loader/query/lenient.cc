#include "loader/query/lenient.h"

#include "core/json/scalar.h"

namespace fun::loader {

LenientQuery WithoutTrailingCommas(std::string_view text) {
  LenientQuery query = {std::string(text), 0};
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t comma = kNone;  // with only white space behind it so far
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      in_string = c != '"';
      continue;
    }
    if (json::IsJsonSpace(c)) continue;
    if ((c == '}' || c == ']') && comma != kNone) {
      query.text[comma] = ' ';
      ++query.commas_removed;
    }
    comma = c == ',' ? at : kNone;
    in_string = c == '"';
  }
  return query;
}

}  // namespace fun::loader
