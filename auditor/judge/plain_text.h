// Texts whose form alone says that no rule of the table, no layer and no digest is in them: times
// and most numbers.  No two of them are alike in a log, so that it pays to know.
//
// What such a text may still be is somebody's username.
#pragma once

#include <string_view>

namespace fun::auditor {

// A time of this century as the platform writes it: date, T, time of day, up to six digits of a
// second, zone.
bool IsPlainTime(std::string_view text);

// A number (Detector::IsNumber) that is none of anything: not even behind `key`, whose value it is.
bool IsPlainNumber(std::string_view text, std::string_view key);

}  // namespace fun::auditor
