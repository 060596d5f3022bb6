#include "auditor/judge/conformity.h"

#include <gtest/gtest.h>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kPseudonym =
    "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab";

std::string WithPseudonym(std::string_view text) {
  std::string filled(text);
  for (std::size_t at; (at = filled.find('#')) != filled.npos;) {
    filled.replace(at, 1, '"' + std::string(kPseudonym) + '"');
  }
  return filled;
}

TEST(Conformity, TakesPseudonymsEmptyNullAndListsOfThese) {
  for (const std::string_view field : {"username", "user_id", "session"}) {
    for (const std::string_view value : {"#", R"("")", "null", "[]", R"([#, "", null, #])"}) {
      const std::string line =
          "{\"a\": {\"" + std::string(field) + "\": " + WithPseudonym(value) + "}}";
      EXPECT_EQ(Judged(line), "") << line;
    }
  }
}

TEST(Conformity, RefusesEveryOtherValueOfAUsername) {
  EXPECT_EQ(Judged(R"({"username": "ada"})"), "username /username - letters[2-3]");
  EXPECT_EQ(Judged(R"({"username": 42})"), "username /username - digits[2-3]");
  EXPECT_EQ(Judged(R"({"username": true})"), "username /username - literal");
  EXPECT_EQ(Judged(R"({"username": {}})"), "username /username - object");
  EXPECT_EQ(Judged(WithPseudonym(R"({"username": [#, "ada"]})")),
            "username /username/1 - letters[2-3]");
  EXPECT_EQ(Judged(WithPseudonym(R"({"username": [[#]]})")), "username /username/0 - list");
  EXPECT_EQ(Judged(R"({"username": [{"x": 1}]})"), "username /username/0 - object");
}

TEST(Conformity, RefusesAlmostPseudonyms) {
  std::string upper(kPseudonym);
  upper[1] = 'C';
  for (const std::string& value :
       {upper, std::string(kPseudonym.substr(1)), std::string(kPseudonym) + "0", "u" + upper}) {
    const auto findings = FindingsIn(R"({"username": ")" + value + R"("})", "standard");
    ASSERT_EQ(findings.size(), 1U) << value;
    EXPECT_EQ(findings[0].rule, kUsernameRule);
  }
}

TEST(Conformity, RefusesIdsAndSessionsInTheOpenUnlessThePolicyKeepsThem) {
  const std::string line = R"({"context": {"user_id": 57000113}, "session": "72e369f5"})";
  EXPECT_EQ(Judged(line),
            "pseudonym /context/user_id - digits[8-15]\n"
            "pseudonym /session - letters+digits[8-15]");
  EXPECT_EQ(Judged(line, "seed"), "");
}

TEST(Conformity, RefusesFieldsThatThePolicyDropsWhateverTheyHold) {
  EXPECT_EQ(Judged(R"({"email": null})"), "dropped-field /email - literal");
  EXPECT_EQ(Judged(R"({"a": [{"password2": {"x": 1}}]})", "seed"),
            "dropped-field /a/0/password2 - object");
  EXPECT_EQ(Judged(R"({"gender": ["m"]})"), "dropped-field /gender - list");
  EXPECT_EQ(Judged(R"({"email": 1, "email": 2})"),
            "dropped-field /email - digits[1]\n"
            "dropped-field /email - digits[1]");
}

TEST(Conformity, KeepsTheNameOfTheEventOnly) {
  EXPECT_EQ(Judged(R"({"name": "problem_check"})"), "");
  EXPECT_EQ(Judged(R"({"context": {"name": "Ada"}})"),
            "dropped-field /context/name - letters[2-3]");
  EXPECT_EQ(Judged(R"({"name": {"name": "Ada"}})"), "dropped-field /name/name - letters[2-3]");
  EXPECT_EQ(Judged(R"({"name": [{"name": "Ada"}]})"), "dropped-field /name/0/name - letters[2-3]");
}

TEST(Conformity, TakesNetworksAndMarksForAddresses) {
  for (const std::string_view value : {R"("82.1.2.0")", R"("2001:db8:1::")", R"("::ffff:82.1.2.0")",
                                       R"("")", "null", R"("<<IP>>")", R"(["82.1.2.0", ""])"}) {
    EXPECT_EQ(Judged(R"({"ip": )" + std::string(value) + "}"), "") << value;
  }
}

TEST(Conformity, RefusesAddressesThatAreNotCut) {
  EXPECT_EQ(Judged(R"({"ip": "82.1.2.3"})"),
            "ipv4 /ip - digits+symbols[8-15]\n"
            "ip-field /ip - digits+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"ip": "::1"})"), "ip-field /ip - digits+symbols[2-3]");
  EXPECT_EQ(Judged(R"({"ip": "2a04:cec0:edb6:b392:ad76:a7aa:ddc6:7f234"})"),
            "ip-field /ip - letters+digits+symbols[32-63]");
  EXPECT_EQ(Judged(R"({"ip": "office"})"), "ip-field /ip - letters[4-7]");
  EXPECT_EQ(Judged(R"({"ip": 1386348035})"), "ip-field /ip - digits[8-15]");
  EXPECT_EQ(Judged(R"({"ip": "82.1.2.0, 82.1.2.3"})"),
            "ipv4 /ip - digits+symbols[8-15]\n"
            "ip-field /ip - digits+spaces+symbols[16-31]");
  EXPECT_EQ(Judged(R"({"ip": [["82.1.2.0"]]})"), "ip-field /ip/0 - list");
}

TEST(Allowances, HoldForTheirPathAndRuleOnly) {
  const auto seed = event::Policy::BuiltIn("seed");
  const Allowances allowances(*seed);
  const auto ip = allowances.Child(allowances.root(), "ip");
  EXPECT_TRUE(allowances.Allow(ip, "ipv4"));
  EXPECT_FALSE(allowances.Allow(ip, "email"));
  EXPECT_FALSE(allowances.Allow(allowances.Child(ip, "ip"), "ipv4"));
  EXPECT_FALSE(allowances.Allow(allowances.Child(allowances.root(), "host"), "ipv4"));
}

// An address that may stand covers no e-mail address that overlaps it.
TEST(Allowances, AreOfEveryRuleThatMatched) {
  EXPECT_EQ(Judged(R"({"ip": "::ffff:82.1.2.3"})", "seed"), "");
  EXPECT_EQ(Judged(R"({"ip": "fe80::82.1.2.3@example.org"})", "seed"),
            "email /ip - letters+digits+symbols[16-31]");
}

}  // namespace
}  // namespace fun::auditor
