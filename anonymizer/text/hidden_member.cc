#include "anonymizer/text/hidden_member.h"

#include "anonymizer/context.h"
#include "core/json/text.h"

namespace fun::anonymizer {
namespace {

constexpr std::string_view kSpaces = " \t\n\r";

// True when a brace stands in `text`, behind it the quote of a key, and somewhere
// behind that a quote and a colon.
bool HoldsMember(std::string_view text) {
  for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    const std::size_t open = text.find_first_not_of(kSpaces, at + 1);
    if (open == text.npos || text[open] != '"') continue;
    for (at = text.find(':', open); at != text.npos; at = text.find(':', at + 1)) {
      const std::size_t close = text.find_last_not_of(kSpaces, at - 1);
      if (close > open && text[close] == '"') return true;
    }
    return false;
  }
  return false;
}

}  // namespace

bool HidesMember(std::string_view text, Arena& arena) {
  for (std::size_t layer = 0; layer < kMaxLayers; ++layer) {
    if (HoldsMember(text)) return true;
    const std::string_view decoded = json::Unescape(text, arena).text;
    if (decoded.size() == text.size()) return false;
    text = decoded;
  }
  return true;
}

}  // namespace fun::anonymizer
