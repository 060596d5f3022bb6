// Queries as people write them: with a comma behind the last member, as the
// platform's own documentation has it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fun::loader {

struct LenientQuery {
  std::string text;
  std::size_t commas_removed = 0;
};

// `text` without the commas that stand, outside strings, before a closing
// bracket; each becomes a space, so that places in it stay where they were.  Any text is taken.
LenientQuery WithoutTrailingCommas(std::string_view text);

}  // namespace fun::loader
