// E-mail addresses, written as such or spelled out against harvesters.
#pragma once

#include <string_view>

#include "core/base/span.h"
#include "core/detect/rules.h"

namespace fun::detect {

bool MayHoldEmail(const ByteSummary& summary, std::string_view text);
// An "at" in brackets or between spaces, an arobase, or an @ with spaces around.
bool MayHoldSpokenEmail(const ByteSummary& summary, std::string_view text);

// Not the file name of a course asset (`asset-v1:…+block@plan.pdf`), nor another file's
// (`icon@2x.png`), nor a repository (`git@host.example:x`).
bool IsEmail(std::string_view text, Span& match);
// Refuses what only looks so by a letter outside ASCII.
bool IsSpokenEmail(std::string_view text, Span& match);

}  // namespace fun::detect
