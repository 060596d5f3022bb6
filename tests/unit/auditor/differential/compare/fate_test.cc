#include "auditor/differential/compare/fate.h"

#include <gtest/gtest.h>

namespace fun::auditor {
namespace {

event::Policy PolicyNamed(std::string_view name) { return *event::Policy::BuiltIn(name); }

Fate FateUnder(std::string_view policy_name, std::string_view key, const Value& value,
               bool is_element = false) {
  const event::Policy policy = PolicyNamed(policy_name);
  RawField field = FieldOfMember(policy, event::kNowhere, key);
  field.is_element = is_element;
  return FateOf(policy, field, value);
}

TEST(FateOf, IsThatOfTheTableInTheDocumentOfPolicies) {
  constexpr Value kText = {ValueKind::kString, "x"};
  constexpr Value kNumber = {ValueKind::kNumber, "42"};
  constexpr Value kTrue = {ValueKind::kTrueOrFalse, "true"};
  constexpr Value kNull = {ValueKind::kNull, "null"};
  constexpr Value kList = {ValueKind::kList};
  constexpr Value kObject = {ValueKind::kObject};
  struct Row {
    std::string_view key;
    Value value;
    Fate fate;
  };
  for (const Row& row : {
           Row{"email", kText, Fate::kGoes},
           Row{"email", kNull, Fate::kGoes},
           Row{"username", kText, Fate::kStays},
           Row{"username", kNull, Fate::kStays},
           Row{"username", kNumber, Fate::kGoes},
           Row{"username", kTrue, Fate::kGoes},
           Row{"username", kObject, Fate::kGoes},
           Row{"username", kList, Fate::kStays},
           Row{"user_id", kNumber, Fate::kStays},
           Row{"user_id", kTrue, Fate::kGoes},
           Row{"session", kNumber, Fate::kGoes},
           Row{"ip", kText, Fate::kStays},
           Row{"ip", kNumber, Fate::kGoes},
           Row{"anything", kText, Fate::kStays},
           Row{"anything", kObject, Fate::kStays},
           Row{"old", kNumber, Fate::kStays},
           Row{"old", {ValueKind::kNumber, "1999"}, Fate::kGoes},
       }) {
    EXPECT_EQ(FateUnder("standard", row.key, row.value), row.fate) << row.key;
  }
}

TEST(FateOf, LetsAListOfUsernamesStandButNoListInIt) {
  EXPECT_EQ(FateUnder("standard", "username", {ValueKind::kList}, true), Fate::kGoes);
  EXPECT_EQ(FateUnder("standard", "anything", {ValueKind::kList}, true), Fate::kStays);
}

TEST(FateOf, IsOpenForATemplateThatIsAskedForItsGrammar) {
  const event::Policy policy = PolicyNamed("strict");
  const RawField field = FieldOfMember(policy, event::kRoot, "event_type");
  EXPECT_EQ(FateOf(policy, field, {ValueKind::kString, "/u/ada"}), Fate::kMay);
}

TEST(FateOf, DropsUnderAClosedPolicyWhatNoRuleSelects) {
  EXPECT_EQ(FateUnder("strict", "anything", {ValueKind::kString, "x"}), Fate::kGoes);
  EXPECT_EQ(FateUnder("strict", "grade", {ValueKind::kNumber, "0.5"}), Fate::kStays);
  EXPECT_EQ(FateUnder("strict", "grade", {ValueKind::kNumber, "123456789"}), Fate::kGoes);
}

TEST(NetworkOf, IsTheNetworkOrTheMark) {
  EXPECT_EQ(NetworkOf("192.0.2.77"), "192.0.2.0");
  EXPECT_EQ(NetworkOf("2001:db8:1:2::7"), "2001:db8:1::");
  EXPECT_EQ(NetworkOf("office"), "<<IP>>");
}

TEST(IsHourOf, KeepsTheFormAndTheOffset) {
  EXPECT_TRUE(IsHourOf("2015-02-02T00:00:00.000+05:30", "2015-02-02T00:30:07.864+05:30"));
  EXPECT_FALSE(IsHourOf("2015-02-02T00:30:00.000+05:30", "2015-02-02T00:30:07.864+05:30"));
  EXPECT_FALSE(IsHourOf("2015-02-02T01:00:00.000+05:30", "2015-02-02T00:30:07.864+05:30"));
  EXPECT_FALSE(IsHourOf("2015-02-02T00:00:00+00:00", "2015-02-02T00:30:07.864+05:30"));
  EXPECT_TRUE(IsHourOf("", ""));
}

}  // namespace
}  // namespace fun::auditor
