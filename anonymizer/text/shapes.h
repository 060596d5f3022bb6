// What a short text is by its shape, where that decides how it is read.
#pragma once

#include <string_view>

namespace fun::anonymizer {

bool IsDigits(std::string_view text);

// An ISO 8601 time, as nearly every line holds one: YYYY-MM-DDTHH:MM:SS and what may follow.
bool IsTime(std::string_view text);

// In the query of a URL these keys are what an identity provider hands over; elsewhere `code` is a
// course's or a video's, `state` a problem's.
bool IsSecretOfQuery(std::string_view key);

// `fragment`, with its `#`, says which block of the course it is, and no more.
bool IsKeyFragment(std::string_view fragment);

}  // namespace fun::anonymizer
