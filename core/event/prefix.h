// What a logger may write before the JSON of a line.
//
// Exactly two grammars, anchored at the start of the line; any other byte
// before `{` refuses the line, because nobody knows what it says.  The header
// itself never leaves: it names hosts, and the second form users and addresses.
//   syslog          Feb  1 10:00:00 host …: {…}      or   … - {…}
//   Python logging  2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] logger.py:41 -
//   {…}
// `…` stands for any bytes but `{` and NUL.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace fun::event {

// Size of the header before the `{`; nothing when `line` begins with neither
// form or with `{`.
std::optional<std::size_t> PrefixSize(std::string_view line);

}  // namespace fun::event
