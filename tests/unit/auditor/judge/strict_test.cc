// What the judge asks under a closed policy.
#include <gtest/gtest.h>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

std::string Strict(std::string_view line) { return Judged(line, "strict"); }

TEST(StrictConformity, RefusesAFieldThatIsNotListedOnceForAllThatItHolds) {
  EXPECT_EQ(Strict(R"({"gadget": 1})"), "unknown-field /* - digits[1]");
  EXPECT_EQ(Strict(R"({"event": {"body": "hello"}})"), "unknown-field /event/body - letters[4-7]");
  EXPECT_EQ(Strict(R"({"event": {"body": {"x": {"y": 1}, "z": [1, 2]}}})"),
            "unknown-field /event/body - object");
  EXPECT_EQ(Strict(R"({"event": "{\"body\": null}"})"), "unknown-field /event>/body json literal");
}

TEST(StrictConformity, StillSeesAUsernameWithinAnUnknownField) {
  EXPECT_EQ(Strict(R"({"x": {"username": "ada"}})"),
            "unknown-field /x - object\n"
            "username /x/username - letters[2-3]");
}

TEST(StrictConformity, RefusesFieldsThatGo) {
  for (const std::string_view key : {"agent", "ip", "referer", "page", "host", "accept_language"}) {
    EXPECT_EQ(Strict("{\"" + std::string(key) + "\": null}"),
              "dropped-field /" + std::string(key) + " - literal");
  }
}

TEST(StrictConformity, RefusesAValueThatIsNotOfItsGrammar) {
  EXPECT_EQ(Strict(R"({"event_source": "ada"})"), "grammar /event_source - letters[2-3]");
  EXPECT_EQ(Strict(R"({"event_type": "/u/ada"})"), "grammar /event_type - letters+symbols[4-7]");
  EXPECT_EQ(Strict(R"({"time": "2015-02-02T00:30:00+00:00"})"),
            "grammar /time - letters+digits+symbols[16-31]");
  EXPECT_EQ(Strict(R"({"time": 1422837000})"), "grammar /time - digits[8-15]");
  EXPECT_EQ(Strict(R"({"event": {"grade": "ada"}})"), "grammar /event/grade - letters[2-3]");
  EXPECT_EQ(Strict(R"({"event": {"grade": {"x": 1}}})"),
            "grammar /event/grade - object\n"
            "unknown-field /event/grade/x - digits[1]");
  EXPECT_EQ(Strict(R"({"event": {"grade": [1, "ada"]}})"), "grammar /event/grade/1 - letters[2-3]");
  EXPECT_EQ(Strict(R"({"event": "page=ada"})"), "grammar /event - letters+symbols[8-15]");
  EXPECT_EQ(Strict(R"({"event": 1})"), "grammar /event - digits[1]");
  EXPECT_EQ(Strict(R"({"event": ["ada"]})"), "grammar /event/0 - letters[2-3]");
}

TEST(StrictConformity, RefusesAKeyThatMayBeAName) {
  EXPECT_EQ(Strict(R"({"event": {"answers": {"ada_l": "choice_1"}}})"),
            "unknown-field /event/answers/* - letters+digits+symbols[8-15]");
}

TEST(StrictConformity, TakesALineThatHasBeenMadeStrict) {
  EXPECT_EQ(
      Strict(
          R"({"username": "", "time": "2015-02-02T23:00:00.000000+00:00",)"
          R"( "event_source": "server", "event_type": "problem_check", "name": "problem_check",)"
          R"( "context": {"course_id": "course-v1:Ecole+101+2015", "path": "/dashboard",)"
          R"( "user_id": null, "module": {}},)"
          R"( "event": {"grade": 1, "max_grade": 2.5, "attempts": null, "success": "correct",)"
          R"( "problem_id": "block-v1:Ecole+101+2015+type@problem+block@a1",)"
          R"( "answers": {"a0effb954cca4759994f1ac9e9434bf4_2_1": ["choice_0", "choice_2"]},)"
          R"( "correct_map": {"a0effb954cca4759994f1ac9e9434bf4_2_1": {"correctness": "correct"}}}})"),
      "");
}

// seq_goto's old and new are places; those of a settings event are a person's.
TEST(StandardConformity, RefusesTheOldAndNewValueOfASetting) {
  EXPECT_EQ(Judged(R"({"event": {"old": 1, "new": "12"}})"), "");
  EXPECT_EQ(Judged(R"({"event": "{\"old\": 1, \"new\": 999}"})"), "");
  EXPECT_EQ(Judged(R"({"event": {"setting": "name", "old": "Ada", "new": ["Ada"]}})"),
            "grammar /event/old - letters[2-3]\n"
            "grammar /event/new/0 - letters[2-3]");
  EXPECT_EQ(Judged(R"({"event": {"setting": "year_of_birth", "old": 1815, "new": null}})"),
            "grammar /event/old - digits[4-7]");
}

TEST(StandardConformity, WantsPseudonymsOfPeopleUnderOtherNames) {
  EXPECT_EQ(Judged(R"({"event": {"target_username": "ada", "attempt_user_id": 7,)"
                   R"( "anonymous_student_id": "0123"}})"),
            "username /event/target_username - letters[2-3]\n"
            "pseudonym /event/attempt_user_id - digits[1]\n"
            "pseudonym /event/anonymous_student_id - digits[4-7]");
}

}  // namespace
}  // namespace fun::auditor
