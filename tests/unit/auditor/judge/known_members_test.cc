#include "auditor/judge/known_members.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "core/json/text.h"
#include "tests/unit/auditor/judge/both_judges.h"

namespace fun::auditor {
namespace {

bool Holds(KnownMembers& known, const Field& field, std::string_view value) {
  KnownMembers::Asked asked;
  return known.HoldValue(field.known, value, asked);
}

// True when it was held before.
bool Add(KnownMembers& known, const Field& field, std::string_view value, std::size_t free = 0) {
  KnownMembers::Asked asked;
  if (known.HoldValue(field.known, value, asked)) return true;
  known.AddValue(asked, free);
  return false;
}

TEST(KnownMembers, KnowAKeyAtItsPlaceOnly) {
  KnownMembers known(false);
  Field field;
  field.node = 3;
  known.AddKey(kKnownLine, "context", field);
  ASSERT_NE(field.known, kNotKnown);
  ASSERT_NE(known.FindKey(kKnownLine, kNotKnown, "context"), nullptr);
  EXPECT_EQ(known.FindKey(kKnownLine, kNotKnown, "context")->node, 3);
  EXPECT_EQ(known.FindKey(kKnownLine, kNotKnown, "Context"), nullptr);
  EXPECT_EQ(known.FindKey(field.known, kNotKnown, "context"), nullptr);
  EXPECT_EQ(known.FindKey(kNotKnown, kNotKnown, "context"), nullptr);
}

TEST(KnownMembers, KnowAValueAtItsPlaceOnly) {
  KnownMembers known(false);
  Field a, b;
  known.AddKey(kKnownLine, "a", a);
  known.AddKey(kKnownLine, "b", b);
  EXPECT_FALSE(Add(known, a, "browser"));
  EXPECT_TRUE(Holds(known, a, "browser"));
  EXPECT_FALSE(Holds(known, b, "browser"));
  EXPECT_FALSE(Holds(known, a, "browse"));
}

TEST(KnownMembers, FindKeysInAnyOrder) {
  KnownMembers known(false);
  for (int i = 0; i < 20; ++i) {
    Field field;
    field.node = static_cast<event::NodeId>(i);
    known.AddKey(kKnownLine, "key" + std::to_string(i), field);
  }
  KnownPlace before = kNotKnown;
  for (int i = 0; i < 400; ++i) {
    const int asked = (i < 200 ? i * 7 : i * i) % 20;
    const Field* const field = known.FindKey(kKnownLine, before, "key" + std::to_string(asked));
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->node, asked);
    before = i % 20 == 0 ? kNotKnown : field->known;
  }
}

// The member that came behind another the last time is only the first to be looked at.
TEST(KnownMembers, FindTheKeyOfTheObjectInHand) {
  KnownMembers known(false);
  const auto add = [&known](KnownPlace place, std::string_view key, event::NodeId node) {
    Field field;
    field.node = node;
    known.AddKey(place, key, field);
    return field.known;
  };
  const KnownPlace a = add(kKnownLine, "a", 1);
  const KnownPlace b = add(kKnownLine, "b", 2);
  const KnownPlace first_of_a = add(a, "first", 3);
  const KnownPlace first_of_b = add(b, "first", 4);
  add(a, "second", 5);
  for (int times = 0; times < 3; ++times) {
    EXPECT_EQ(known.FindKey(a, kNotKnown, "first")->node, 3);
    EXPECT_EQ(known.FindKey(b, kNotKnown, "first")->node, 4);
    EXPECT_EQ(known.FindKey(a, first_of_a, "second")->node, 5);
    EXPECT_EQ(known.FindKey(b, first_of_b, "second"), nullptr);
    EXPECT_EQ(known.FindKey(b, first_of_a, "second"), nullptr);
    EXPECT_EQ(known.FindKey(kKnownLine, a, "b")->node, 2);
    EXPECT_EQ(known.FindKey(kKnownLine, a, "a")->node, 1);
    EXPECT_EQ(known.FindKey(kKnownLine, a, "first"), nullptr);
  }
}

TEST(KnownMembers, StopAskingForValuesThatNeverRepeat) {
  KnownMembers known(false);
  Field field;
  known.AddKey(kKnownLine, "time", field);
  Add(known, field, "again");
  for (int i = 0; i < 2'000; ++i) Holds(known, field, std::to_string(i));
  EXPECT_FALSE(Holds(known, field, "again"));
}

// A log begins with values that are all new.
TEST(KnownMembers, AskAgainForValuesThatBeginToRepeat) {
  KnownMembers known(false);
  Field field;
  known.AddKey(kKnownLine, "page", field);
  for (int i = 0; i < 2'000; ++i) Holds(known, field, std::to_string(i));
  int held = 0;
  for (int i = 0; i < 10'000; ++i) held += Add(known, field, "again") ? 1 : 0;
  EXPECT_GT(held, 5'000);
}

// Answers are listed under the ids of their problems: keys without end, and alike below.
TEST(KnownMembers, ShareAPlaceAmongManyKeysOfOneField) {
  KnownMembers known(false);
  Field last;
  for (int i = 0; i < 100; ++i) {
    Field field;
    known.AddKey(kKnownLine, "problem" + std::to_string(i), field);
    EXPECT_EQ(known.IsOfAnyKey(field.known), i >= 64) << i;
    last = field;
  }
  EXPECT_EQ(known.FindKey(kKnownLine, kNotKnown, "problem99"), nullptr);
  EXPECT_TRUE(known.IsOfAnyKey(last.known));
  EXPECT_TRUE(known.IsOfAnyKey(known.Element(last.known)));
  Field of_another_kind;
  of_another_kind.allowed = 3;
  known.AddKey(kKnownLine, "problem100", of_another_kind);
  EXPECT_EQ(of_another_kind.known, kNotKnown);
}

TEST(KnownMembers, AreBounded) {
  KnownMembers known(false);
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
  EXPECT_EQ(known.FindKey(kKnownLine, kNotKnown, "k0"), nullptr);
}

TEST(KnownMembers, KnowJsonWithOtherNumbers) {
  KnownMembers known(false);
  Field field;
  known.AddKey(kKnownLine, "event", field);
  Add(known, field, R"({\"at\":1.5,\"of\":12})", 2);
  EXPECT_TRUE(Holds(known, field, R"({\"at\":93.56,\"of\":7})"));
  for (const char* const other : {R"({\"at\":93,\"of\":7})", R"({\"at\":93.56,\"of\":70000})",
                                  R"({\"at\":0.0,\"of\":\"0\"})", R"({\"on\":93.56,\"of\":7})"}) {
    EXPECT_FALSE(Holds(known, field, other)) << other;
  }
}

TEST(KnownMembers, KnowNoJsonInWhichANumberMatters) {
  KnownMembers known(false);
  Field field;
  known.AddKey(kKnownLine, "event", field);
  Add(known, field, R"({\"at\":1.5,\"of\":12})", 1);
  EXPECT_FALSE(Holds(known, field, R"({\"at\":1.5,\"of\":12})"));
}

// A person may be called by a number.
TEST(KnownMembers, KnowNumbersAsTheyAreWherePeopleAreLookedFor) {
  KnownMembers known(true);
  Field field;
  known.AddKey(kKnownLine, "event", field);
  Add(known, field, R"({\"at\":1.5})");
  EXPECT_TRUE(Holds(known, field, R"({\"at\":1.5})"));
  EXPECT_FALSE(Holds(known, field, R"({\"at\":2.5})"));
}

// The first line makes them known, the second must not pass for it.
class OtherNumbers : public testing::TestWithParam<const char*> {};

TEST_P(OtherNumbers, FindWhatOtherNumbersMake) {
  const char* const policy = GetParam();
  struct Case {
    const char* known;
    const char* other;
  };
  for (const Case& one : {
           Case{R"({"siren":1.5})", R"({"siren":732.829320})"},
           Case{R"({"a":"siren","b":123.456789})", R"({"a":"siren","b":732.829320})"},
           Case{R"({"a":"%73iren","b":1.5})", R"({"a":"%73iren","b":732.829320})"},
           Case{R"({"\u0073iren":1.5})", R"({"\u0073iren":732.829320})"},
           Case{R"({"password":0})", R"({"password":1030})"},
           Case{R"({"tel":"a","b":1030.123456,"c":"0612345678"})",
                R"({"tel":"a","b":1.5,"c":"0612345678"})"},
           // What the number's key names, and the text does not.
           Case{R"({"mot de passe est":1.5,"b":1})", R"({"mot de passe est":1234.567890,"b":1})"},
           Case{R"({"Authorization: Basic":1.5})", R"({"Authorization: Basic":1234.567890})"},
           Case{R"({"mdp\f:":1.5})", R"({"mdp\f:":1234.567890})"},
           // A word that a shorter number brings within reach.
           Case{R"({"tel":"aaaaaaaaaaaa","b":1030.123456,"c":"0612345678"})",
                R"({"tel":"aaaaaaaaaaaa","b":1.5,"c":"0612345678"})"},
           Case{R"({"fig":5,"s":"12 Elm St"})", R"({"fig":1030,"s":"12 Elm St"})"},
           Case{R"({"old":7,"id":"a"})", R"({"old":1985,"id":"a"})"},
           Case{R"({"duration": 12,"tab_count":1030})", R"({"duration": 12,"tab_count":1.5})"},
           Case{R"({"duration":12.5,"tab_count":7})", R"({"duration":12.5,"tab_count":7.5})"},
           Case{R"({"a":12,"b":"a"})", R"({"a":0612345678,"b":"a"})"},
       }) {
    BothJudges judges(policy, false);
    const auto event = [](std::string_view json) {
      std::string line = R"({"event":)";
      json::AppendQuoted(json, line);
      return line + "}\n";
    };
    for (int times = 0; times < 3; ++times) {
      ASSERT_TRUE(judges.FindTheSame(event(one.known))) << one.known;
      ASSERT_TRUE(judges.FindTheSame(event(one.other))) << one.other;
    }
  }
}

// Which numbers the line's own escapes hide is another question than which the policy takes.
TEST(KnownMembers, FindWhatOtherNumbersMakeBehindEscapedQuotes) {
  BothJudges judges("strict", false);
  for (const char* const line : {R"({"event":"{\u0022duration\u0022:12,\"tab_count\":1030}"})",
                                 R"({"event":"{\u0022duration\u0022:12,\"tab_count\":1.5}"})"}) {
    for (int times = 0; times < 3; ++times) ASSERT_TRUE(judges.FindTheSame(line)) << line;
  }
  EXPECT_FALSE(judges.usual().empty());
}

// Of a number alone, and of a name that goes on in one.
TEST(KnownMembers, FindPeopleWhoAreNumbers) {
  BothJudges judges;
  for (const auto& [known, other] : {std::pair{R"({\"at\":93.562384})", R"({\"at\":93.562383})"},
                                     std::pair{R"({\"quux\":15})", R"({\"quux\":14})"}}) {
    for (const char* const json : {known, other}) {
      const std::string line = std::string(R"({"event":")") + json + "\"}";
      for (int times = 0; times < 3; ++times) ASSERT_TRUE(judges.FindTheSame(line)) << line;
    }
    EXPECT_FALSE(judges.usual().empty()) << other;
  }
}

INSTANTIATE_TEST_SUITE_P(Policies, OtherNumbers, testing::Values("standard", "strict"));

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
