// Whole lines under a closed policy, and values that must be of a grammar.
#include <gtest/gtest.h>

#include "tests/unit/anonymizer/anonymized.h"

namespace fun::anonymizer {
namespace {

TEST(StrictLine, LosesWhatIsNotListed) {
  TestAnonymizer strict("strict");
  EXPECT_EQ(strict(R"({"ada_l":1,"plugin":{"username":"ada"},"event_source":"server"})"),
            R"({"event_source":"server"})");
  EXPECT_EQ(strict(R"({"agent":"x","ip":"192.0.2.7","referer":"x","page":"x","host":"x"})"), "{}");
  EXPECT_EQ(strict(R"({"event":{"body":"hello","grade":1}})"), R"({"event":{"grade":1}})");
  EXPECT_EQ(strict(R"({"event":"{\"body\":\"hello\",\"grade\":1}"})"),
            R"({"event":"{\"grade\":1}"})");
  EXPECT_EQ(strict(R"({"event":{"b\u006fdy":"hello","gr\u0061de":1}})"),
            R"({"event":{"gr\u0061de":1}})");
}

TEST(StrictLine, LosesAValueThatIsNotOfItsGrammar) {
  TestAnonymizer strict("strict");
  EXPECT_EQ(strict(R"({"event_source":"ada"})"), "{}");
  EXPECT_EQ(strict(R"({"event_type":"/zz/ada","name":"problem_check"})"),
            R"({"name":"problem_check"})");
  EXPECT_EQ(strict(R"({"event_type":"/u/ada","name":"problem_check"})"),
            Named(R"({"event_type":"/u/<ada>","name":"problem_check"})"));
  EXPECT_EQ(strict(R"({"event":"page=ada"})"), "{}");
  EXPECT_EQ(strict(R"({"event":7})"), "{}");
  EXPECT_EQ(strict(R"({"event":{"grade":"ada"}})"), R"({"event":{}})");
  EXPECT_EQ(strict(R"({"event":{"grade":{"x":1}}})"), R"({"event":{}})");
  EXPECT_EQ(strict(R"({"event":{"grade":[1,"ada",[2],2]}})"), R"({"event":{"grade":[1,2]}})");
  EXPECT_EQ(strict(R"({"event":{"grade":null,"attempts":"","done":true}})"),
            R"({"event":{"grade":null,"attempts":"","done":true}})");
}

TEST(StrictLine, LosesAKeyThatMayBeAName) {
  TestAnonymizer strict("strict");
  EXPECT_EQ(
      strict(R"({"event":{"answers":{"ada_l":"choice_1","a0effb954cca4759994f1ac9e9434bf4_2_1":)"
             R"("choice_1"}}})"),
      R"({"event":{"answers":{"a0effb954cca4759994f1ac9e9434bf4_2_1":"choice_1"}}})");
}

TEST(StrictLine, KeepsTheHourOfATime) {
  TestAnonymizer strict("strict");
  EXPECT_EQ(strict(R"({"time":"2015-02-02T00:30:00.864078+00:00"})"),
            R"({"time":"2015-02-02T00:00:00.000000+00:00"})");
  EXPECT_EQ(strict(R"({"time":"noon","timestamp":1422837000})"), "{}");
  EXPECT_EQ(strict(R"({"time":"","timestamp":null})"), R"({"time":"","timestamp":null})");
}

TEST(StandardLine, LosesTheOldAndNewValueOfASettingAndKeepsPlacesInASequence) {
  TestAnonymizer standard("standard");
  EXPECT_EQ(standard(R"({"event":{"old":"Ada","new":["Ada",null],"setting":"name"}})"),
            R"({"event":{"new":[null],"setting":"name"}})");
  EXPECT_EQ(standard(R"({"event":{"old":1815,"new":1816}})"), R"({"event":{}})");
  EXPECT_EQ(standard(R"({"event":"{\"old\": 1, \"new\": 2}"})"),
            R"({"event":"{\"old\": 1, \"new\": 2}"})");
}

TEST(StandardLine, GivesPseudonymsToPeopleUnderOtherNames) {
  TestAnonymizer standard("standard");
  EXPECT_EQ(
      standard(R"({"target_username":"ada","student":["ada"],"attempt_user_id":42})"),
      Named(R"({"target_username":"<ada>","student":["<ada>"],"attempt_user_id":"<user 42>"})"));
  EXPECT_EQ(standard(R"({"user":{"id":1},"author":7})"), "{}");
}

}  // namespace
}  // namespace fun::anonymizer
