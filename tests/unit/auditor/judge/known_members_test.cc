#include "auditor/judge/known_members.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/auditor/judge/both_judges.h"

namespace fun::auditor {
namespace {

TEST(KnownMembers, KnowAKeyAtItsPlaceOnly) {
  KnownMembers known;
  Field field;
  field.node = 3;
  known.AddKey(kKnownLine, "context", field);
  ASSERT_NE(field.known, kNotKnown);
  ASSERT_NE(known.FindKey(kKnownLine, "context"), nullptr);
  EXPECT_EQ(known.FindKey(kKnownLine, "context")->node, 3);
  EXPECT_EQ(known.FindKey(kKnownLine, "Context"), nullptr);
  EXPECT_EQ(known.FindKey(field.known, "context"), nullptr);
  EXPECT_EQ(known.FindKey(kNotKnown, "context"), nullptr);
}

TEST(KnownMembers, KnowAValueAtItsPlaceOnly) {
  KnownMembers known;
  Field a;
  Field b;
  known.AddKey(kKnownLine, "a", a);
  known.AddKey(kKnownLine, "b", b);
  for (int times = 0; times < 2; ++times) known.AddValue(a.known, "browser");
  EXPECT_TRUE(known.HoldValue(a.known, "browser"));
  EXPECT_FALSE(known.HoldValue(b.known, "browser"));
  EXPECT_FALSE(known.HoldValue(a.known, "browse"));
}

TEST(KnownMembers, FindKeysInAnyOrder) {
  KnownMembers known;
  for (int i = 0; i < 20; ++i) {
    Field field;
    field.node = static_cast<event::NodeId>(i);
    known.AddKey(kKnownLine, "key" + std::to_string(i), field);
  }
  for (int i = 0; i < 400; ++i) {
    const int asked = i * 7 % 20;
    const Field* const field = known.FindKey(kKnownLine, "key" + std::to_string(asked));
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->node, asked);
  }
}

TEST(KnownMembers, StopAskingForValuesThatNeverRepeat) {
  KnownMembers known;
  Field field;
  known.AddKey(kKnownLine, "time", field);
  for (int times = 0; times < 2; ++times) known.AddValue(field.known, "again");
  for (int i = 0; i < 2'000; ++i) known.HoldValue(field.known, std::to_string(i));
  EXPECT_FALSE(known.HoldValue(field.known, "again"));
}

// A log begins with values that are all new.
TEST(KnownMembers, AskAgainForValuesThatBeginToRepeat) {
  KnownMembers known;
  Field field;
  known.AddKey(kKnownLine, "page", field);
  for (int i = 0; i < 2'000; ++i) known.HoldValue(field.known, std::to_string(i));
  int held = 0;
  for (int i = 0; i < 10'000; ++i) {
    const bool is_held = known.HoldValue(field.known, "again");
    if (!is_held) known.AddValue(field.known, "again");
    held += is_held ? 1 : 0;
  }
  EXPECT_GT(held, 5'000);
}

// Answers are listed under the ids of their problems: keys without end, and alike below.
TEST(KnownMembers, ShareAPlaceAmongManyKeysOfOneField) {
  KnownMembers known;
  Field last;
  for (int i = 0; i < 100; ++i) {
    Field field;
    known.AddKey(kKnownLine, "problem" + std::to_string(i), field);
    EXPECT_EQ(known.IsOfAnyKey(field.known), i >= 64) << i;
    last = field;
  }
  EXPECT_EQ(known.FindKey(kKnownLine, "problem99"), nullptr);
  EXPECT_TRUE(known.IsOfAnyKey(last.known));
  EXPECT_TRUE(known.IsOfAnyKey(known.Element(last.known)));
  Field of_another_kind;
  of_another_kind.allowed = 3;
  known.AddKey(kKnownLine, "problem100", of_another_kind);
  EXPECT_EQ(of_another_kind.known, kNotKnown);
}

TEST(KnownMembers, AreBounded) {
  KnownMembers known;
  Field field;
  KnownPlace place = kKnownLine;
  std::size_t added = 0;
  for (int i = 0; i < 100'000; ++i) {
    field.known = kNotKnown;
    known.AddKey(place, "k" + std::to_string(i), field);
    added += field.known != kNotKnown ? 1U : 0U;
    if (field.known != kNotKnown && i % 8 == 0) place = field.known;
  }
  EXPECT_LT(added, 5'000U);
  known.BeginLine();
  EXPECT_EQ(known.FindKey(kKnownLine, "k0"), nullptr);
}

// Each line three times, so that the third meets what is known; then the same keys with what is not
// good, and good values where they are not.
TEST(KnownMembers, LeaveFindingsAsTheyAre) {
  BothJudges judges;
  for (
      const std::string_view line : {
          R"({"username":"","event_source":"browser","time":"2015-03-29T00:50:10Z","event":{"x":1}})",
          R"({"username":"browser","event_source":""})",
          R"({"event_source":"ada@example.org","host":"browser"})",
          R"({"host":"ada@example.org","event_source":"browser"})",
          R"({"ip":"browser","host":"82.1.2.3"})",
          R"({"ip":"82.1.2.3","host":"browser"})",
          R"({"event":"{\"a\": \"browser\", \"b\": \"zoe\"}"})",
          R"({"event":"{\"a\": \"zoe\", \"b\": \"browser\"}"})",
          R"({"event":{"a":"browser","b":["browser","zoe",{"a":"browser"}]}})",
          R"({"event":{"a":["zoe"],"b":"browser","ada@example.org":"browser"}})",
          R"({"event":{"\u0061":"bro\u0077ser","b":"zo\u0065"}})",
          R"({"a":{"username":"x"},"b":"x","username":"x"})",
          R"({"tel":"browser","x":"0612345678"})",
          R"({"x":"browser","tel":"0612345678"})",
          R"({"tel":612345678,"siren":732829320})",
          R"({"event":"{\"tel\": \"browser\", \"b\": 612345678}"})",
          R"({"event":"{\"b\": \"browser\", \"tel\": 612345678}"})",
          R"({"event_type":"bro\u0077ser","name":"bro\u0077ser"})",
      }) {
    for (int times = 0; times < 3; ++times) {
      std::string text(line);
      ASSERT_TRUE(judges.FindTheSame(text.append("\n"))) << line;
    }
  }
}

// Of too many keys to be known one by one, the last makes a number somebody's.
TEST(KnownMembers, LeaveFindingsOfManyKeysAsTheyAre) {
  BothJudges judges;
  const std::string many = [] {
    std::string keys;
    for (int i = 0; i < 100; ++i) keys += "\"k" + std::to_string(i) + "\":\"browser\",";
    return keys;
  }();
  for (const std::string_view last :
       {"\"x\":\"0612345678\"", "\"x\":[\"0612345678\",\"zoe\"]", "\"tel\":\"0612345678\"",
        "\"tel\":[\"0612345678\"]", "\"y\":\"0612345678\"", "\"ada@example.org\":\"browser\""}) {
    for (int times = 0; times < 3; ++times) {
      std::string text = R"({"event":{)" + many;
      text.append(last).append("}}\n");
      ASSERT_TRUE(judges.FindTheSame(text)) << last;
    }
  }
}

}  // namespace
}  // namespace fun::auditor
