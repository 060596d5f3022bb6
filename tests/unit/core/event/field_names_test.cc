#include "core/event/field_names.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::event {
namespace {

TEST(FieldNames, AreNotWhatPeopleAreCalled) {
  for (const char* const key : {"", " ", "ada_l", "ada", "Jean", "zoe-martin", "Username",
                                "user id", "emails ", "event\n", "0612345678"}) {
    EXPECT_FALSE(IsFieldName(key)) << key;
  }
}

TEST(FieldNames, AreFoundFromTheFirstToTheLast) {
  for (const std::string_view key : FieldNames()) EXPECT_TRUE(IsFieldName(key)) << key;
}

TEST(FieldNames, HoldTheEnvelopeAndThePayloadsOfEveryFamilyOfEvents) {
  for (const char* const key : {"accept_language",
                                "context",
                                "event_type",
                                "page",
                                "referer",
                                "course_user_tags",
                                "client",
                                "GET",
                                "POST",
                                "correct_map",
                                "student_answers",
                                "currentTime",
                                "saved_video_position",
                                "target_tab",
                                "commentable_id",
                                "target_username",
                                "enrollment_mode",
                                "certificate_url",
                                "team_id",
                                "submission_uuid",
                                "attempt_user_id",
                                "bookmark_id",
                                "setting",
                                "csrfmiddlewaretoken",
                                "year_of_birth",
                                "lis_person_name_full",
                                "event_name"}) {
    EXPECT_TRUE(IsFieldName(key)) << key;
  }
}

// A report shows these as they are: nothing in them may be more than a word.
TEST(FieldNames, AreShortWords) {
  for (const std::string_view key : FieldNames()) {
    EXPECT_LE(key.size(), 48U) << key;
    EXPECT_EQ(
        key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789"),
        key.npos)
        << key;
    EXPECT_EQ(key.find_first_of("3456789"), key.npos) << key;
  }
}

}  // namespace
}  // namespace fun::event
