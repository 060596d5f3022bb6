#include "loader/transform/course.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::loader {
namespace {

std::string PartsOf(std::string_view key) {
  const auto course = ParseCourse(key);
  if (!course) return "none";
  return std::string(course->university) + "|" + std::string(course->number) + "|" +
         std::string(course->run);
}

TEST(ParseCourse, ReadsBothForms) {
  EXPECT_EQ(PartsOf("ENSCachan/20005S02/session02"), "ENSCachan|20005S02|session02");
  EXPECT_EQ(PartsOf("course-v1:UPSUD+42001S02+2015"), "UPSUD|42001S02|2015");
  EXPECT_EQ(PartsOf("A+x/B/C"), "A+x|B|C");
}

TEST(ParseCourse, TakesNothingElse) {
  for (const std::string_view key :
       {"", "/", "//", "a", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/d", "course-v1:", "course-v1:a+b",
        "course-v1:a+b+c+d", "course-v1:a/b/c", "course-v1:++", "a+b+c"}) {
    EXPECT_EQ(PartsOf(key), "none") << key;
  }
}

}  // namespace
}  // namespace fun::loader
