// What a course key says: whose course, which, and its run.
#pragma once

#include <optional>
#include <string_view>

namespace fun::loader {

struct Course {
  std::string_view university;  // pieces of the key
  std::string_view number;
  std::string_view run;
};

// Of "ENSCachan/20005S02/session02", or "course-v1:UPSUD+42001S02+2015": three parts, none empty.
// Nothing for any other text.
std::optional<Course> ParseCourse(std::string_view key);

}  // namespace fun::loader
