#include "auditor/judge/place.h"

#include <gtest/gtest.h>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

// The pointer of what is found below `key`.
std::string PointerBelow(const std::string& key, const detect::Identities* people = nullptr) {
  const auto findings = FindingsIn("{\"" + key + "\": {\"email\": null}}", "standard", people);
  return findings.empty() ? "" : findings.back().pointer;
}

TEST(Path, HidesAPlainWordThatNobodyKnowsAsTheNameOfAField) {
  for (const char* const key : {"ada_l", "ada", "Ada", "zoe-martin", "Event", "eventx", "_", "id5",
                                "user57000113", "password_of_ada", "paëlla", "ada l"}) {
    EXPECT_EQ(PointerBelow(key), "/*/email") << key;
  }
}

TEST(Path, HidesAlmostIdsOfCoursesAndProblems) {
  for (const char* const key :
       {"course-v1:ada_l", "course-v1:A+B+C+ada", "course-v1:A+B+C ada", "block-v1:A+B+C",
        "input_ada_2_1", "ada_a0effb954cca4759994f1ac9e9434bf4",
        "a0effb954cca4759994f1ac9e9434bf4_ada", "a0effb954cca4759994f1ac9e9434bf4_2_",
        "a0effb954cca4759994f1ac9e9434bf4_0612345678", "a0effb954cca4759994f1ac9e9434bf",
        "A0EFFB954CCA4759994F1AC9E9434BF4", "12345"}) {
    EXPECT_EQ(PointerBelow(key), "/*/email") << key;
  }
}

TEST(Path, ShowsFieldsKeysOfThePolicyAndIdsOfCourses) {
  for (const char* const key :
       {"POST", "grade", "student_answers", "mailing_address", "x", "Q", "7", "1234",
        "course-v1:Ecole+101+2015", "block-v1:Ecole+101+2015+type@video+block@intro",
        "a0effb954cca4759994f1ac9e9434bf4", "a0effb954cca4759994f1ac9e9434bf4_2_1",
        "input_a0effb954cca4759994f1ac9e9434bf4_12_1",
        "choice_a0effb954cca4759994f1ac9e9434bf4_2_1"}) {
    EXPECT_EQ(PointerBelow(key), "/" + std::string(key) + "/email") << key;
  }
}

TEST(Path, HidesAnIdOfACourseInWhichSomethingIsFound) {
  EXPECT_EQ(PointerBelow("course-v1:Ecole+call.+33.6.12.34.56.78+1"), "/*/email");
  const auto people = People("user_id,username,email,name\n7,quelea,quelea@example.org,Jo Q\n");
  EXPECT_EQ(PointerBelow("course-v1:Ecole+quelea+2015", &people), "/*/email");
}

TEST(Path, StaysReadableWhenSomebodyIsCalledLikeAField) {
  const auto people = People("user_id,username,email,name\n7,grade,grade@example.org,Jo Q\n");
  EXPECT_EQ(PointerBelow("grade", &people), "/grade/email");
}

}  // namespace
}  // namespace fun::auditor
