// The key names that Open edX is known to write into tracking logs.
//
// Reports and coverage tables show where a thing stands; a key may be data itself (a learner's name
// as the key of a grade).  So a key is shown only when it is one of these words, which are the
// platform's and not a person's, whoever took one of them for a username.
#pragma once

#include <span>
#include <string_view>

namespace fun::event {

// In byte order, each once.
std::span<const std::string_view> FieldNames();

// `key` is decoded; compared byte for byte.  O(log n).
bool IsFieldName(std::string_view key);

}  // namespace fun::event
