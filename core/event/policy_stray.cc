// What toml++ must not see: outside strings and comments TOML is ASCII, and toml++ 3.0 takes it for
// granted of some characters there (its test for white space reaches code that it calls
// unreachable).
#include <algorithm>

#include "core/event/policy_reader.h"

namespace fun::event {
namespace {

// Behind the string that begins at `at`; where its line ends if it is never closed there.
std::size_t SkipTomlString(std::string_view toml, std::size_t at) {
  const char quote = toml[at];
  const std::string three(3, quote);
  const bool is_long = toml.substr(at).starts_with(three);
  for (at += is_long ? 3 : 1; at < toml.size(); ++at) {
    if (toml[at] == '\\' && quote == '"') {
      ++at;
    } else if (is_long && toml.substr(at).starts_with(three)) {
      // Two quotes may stand before the three that close it.
      const std::size_t end = toml.find_first_not_of(quote, at);
      return std::min({end, at + 5, toml.size()});
    } else if (!is_long && (toml[at] == quote || toml[at] == '\n')) {
      return at + (toml[at] == quote ? 1 : 0);
    }
  }
  return toml.size();
}

}  // namespace

std::size_t FindStray(std::string_view toml) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::size_t at = toml.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while (at < toml.size()) {
    const char c = toml[at];
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) return at;
    if (c == '#') {
      at = std::min(toml.find('\n', at), toml.size());
    } else if (c == '"' || c == '\'') {
      at = SkipTomlString(toml, at);
    } else {
      ++at;
    }
  }
  return std::string_view::npos;
}

}  // namespace fun::event
