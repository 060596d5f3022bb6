// Where in a JSON text an offset stands, as a path from the root.
//
// Reports name places by JSON Pointer (RFC 6901).  The path is found by walking the text
// again, only for the few places that are reported: the walk that found them
// carries no path along.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace fun::json {

// One step down: a member's decoded key, or an element's number.
struct Step {
  std::string key;
  bool is_index = false;
};

struct Place {
  std::vector<Step> path;
  bool is_key = false;  // the offset stands in the last step's key
  Span token;           // the string (without quotes), number or literal; bytes of `text`
};

// The place of the key, string or scalar that holds byte `offset` of `text`,
// one whole value or one that was cut.  Nothing when the byte is punctuation or
// stands behind a break.  O(text), allocates.
std::optional<Place> FindPlace(std::string_view text, std::size_t offset);

// "/context/user_id"; `~` and `/` in keys escaped as the RFC says.
std::string PointerText(const std::vector<Step>& path);

}  // namespace fun::json
