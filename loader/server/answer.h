// Reads the server's answers, and of them only what may be repeated.
//
// An error's `reason` quotes the document that was refused.  It is never asked
// for, read, printed or kept; the error's type, a name from the server's own
// table, says what a person needs to know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/structure.h"
#include "core/json/walk.h"

namespace fun::loader {

// Hands what `body` holds to `visitor`, as json::Walker does.  False when it is not one JSON value.
template <typename Visitor>
bool WalkAnswer(std::string_view body, Visitor& visitor) {
  json::Structure structure;
  if (structure.Index(body) != json::Refusal::kNone) return false;
  json::Walker walker(body, structure.start(), {}, visitor);
  return walker.Walk().ok();
}

// What the server said of one record of a bulk request.
struct ItemAnswer {
  int status = 0;          // 201 created, 409 there already, …
  std::string error_type;  // "" without an error
};

// One for each record, in their order.  Nothing when `body` is no answer to a
// bulk request.
std::optional<std::vector<ItemAnswer>> ReadItems(std::string_view body);

// The type of the error that `body` states, else "".
std::string ReadErrorType(std::string_view body);

// The number of the top-level member `name`; nothing when there is none.
std::optional<std::uint64_t> ReadNumber(std::string_view body, std::string_view name);

// `type` when it looks like the name of an error type, else "unknown": the server, or whoever
// answers in its place, does not choose our words.
std::string CleanErrorType(std::string_view type);

}  // namespace fun::loader
