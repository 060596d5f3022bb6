// Makes a value say less while it keeps its form.
//
// Both are idempotent: what they return is coarse already.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fun::anonymizer {

// "2015-02-02T00:30:00.864078+00:00" becomes "2015-02-02T00:00:00.000000+00:00": the hour, of the
// offset as written, with the same length.  Nothing if `time` is not of the grammar `time`.
std::optional<std::string> CoarsenTime(std::string_view time);

// "Mozilla/5.0 (Windows NT 10.0; Win64; x64) … Chrome/116.0.0.0 Safari/537.36" becomes
// "Chrome/116 (Windows)": browser, main version, family of systems, each of a closed list or
// "Other".
std::string CoarsenAgent(std::string_view agent);

}  // namespace fun::anonymizer
