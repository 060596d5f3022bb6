// One test for each grammar that is more than a list of words; see grammar.h for what they mean.
// `text` is not empty.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/ascii.h"

namespace fun::event::form {

constexpr bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool IsInteger(std::string_view text);
bool IsPosition(std::string_view text);
bool IsNumber(std::string_view text);
bool IsTime(std::string_view text);
bool IsHour(std::string_view text);
bool IsClock(std::string_view text);
bool IsHex(std::string_view text, std::size_t digits);
bool IsHexId(std::string_view text);
// "course-v1:Org+Course+Run", "ccx-v1:Org+Course+Run+ccx@7".
bool IsCourseKey(std::string_view text);
// "Org/Course/Run".
bool IsOldCourseKey(std::string_view text);
// "block-v1:Org+Course+Run+type@video+block@id", the same with "ccx-" and "+ccx@7",
// "i4x://Org/Course/video/id".
bool IsUsageKey(std::string_view text);
// "a0effb954cca4759994f1ac9e9434bf4_2_1", before it "input_", "choice_" or
// "i4x-Org-Course-problem-", also of a video and its kin.
bool IsModuleId(std::string_view text);
bool IsChoice(std::string_view text);
bool IsAgent(std::string_view text);
bool IsPathTemplate(std::string_view text);
bool IsEventName(std::string_view text);

}  // namespace fun::event::form
