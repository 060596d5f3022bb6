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

namespace fun::loader {

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
