// Sees, before the first record is sent, that a data stream can tell which records it holds.
//
// An id is looked for in the newest of a stream's indices only.  What an older one holds would
// be stored a second time, and no answer of the server would say so.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/http.h"
#include "loader/server/target.h"

namespace fun::loader {

// What the server has under one name.
struct NameUse {
  std::size_t backing_indices = 0;  // of a data stream
  bool is_other = false;            // an index or an alias
};

// Of the answer to `GET _resolve/index/NAME`; nothing for any other text.
std::optional<NameUse> ReadNameUse(std::string_view body);

// kUsage when the server has no data streams, when something else has the stream's name, or when
// the stream has rolled over and the target does not allow duplicates; kEnvironment when this user
// may not ask.  A stream that is not there yet is well: the first record makes it.
Result<void> CheckStream(Http& http, const Target& target, std::chrono::milliseconds give_up);

}  // namespace fun::loader
