// Words that several commands of funkey say.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun::keys {

inline constexpr std::string_view kTool = "funkey";

// Writes a result to standard output.  Errors as WriteAll.
Result<ExitCode> PrintResult(std::string_view text);

// "256 bits" or what can be said of a raw secret's strength; never its bytes.
struct KeyFile;
std::string StrengthOf(const KeyFile& key);

}  // namespace fun::keys
