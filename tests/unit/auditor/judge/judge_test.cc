#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kSomePseudonym =
    "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab";

TEST(Judge, FindsNothingInACleanLine) {
  const std::string line =
      R"({"username": ")" + std::string(kSomePseudonym) +
      R"(", "ip": "82.1.2.0", "time": "2015-03-28T00:01:07.705870+00:00", "agent": "Mozilla/5.0 )"
      R"((X11) Chrome/116.0.5845.96", "event": "{\"id\":\"i4x-A-B-video-c\",\"n\":417.890956}", )"
      R"("context": {"user_id": null, "path": "/x/block-v1:A+B+C+type@video+block@d.pdf"}})";
  EXPECT_EQ(Judged(line), "");
}

TEST(Judge, FindsEachRuleOfTheTableAtItsPlace) {
  for (const detect::Rule& rule : detect::Rules()) {
    const std::string line = R"({"a": {"b": ["x", ")" + std::string(rule.hit) + R"("]}})";
    const auto findings = FindingsIn(line, "standard");
    ASSERT_EQ(findings.size(), 1U) << rule.id;
    EXPECT_EQ(findings[0].rule, rule.id);
    EXPECT_EQ(findings[0].pointer, "/a/b/1");
    EXPECT_EQ(findings[0].chain, "");
    EXPECT_EQ(findings[0].severity, rule.severity);
    EXPECT_EQ(Slice(line, findings[0].string), rule.hit);
    EXPECT_EQ(Judged(R"({"a": ")" + std::string(rule.miss) + R"("})"), "") << rule.id;
  }
}

TEST(Judge, FindsKnownPeopleInAnyText) {
  const detect::Identities people = People("username,name\nlea78,Ada Lovelace\n");
  EXPECT_EQ(Judged(R"({"body": "says ADA LOVELACE, to lea78"})", "standard", &people),
            "identity /body - letters+spaces[8-15]\n"
            "identity /body - letters+digits[4-7]");
  EXPECT_EQ(Judged(R"({"body": "Adamantine lea789"})", "standard", &people), "");
}

TEST(Judge, FindsAKnownNumberInANumber) {
  const detect::Identities people = People("username\n20150328\n");
  EXPECT_EQ(Judged(R"({"n": 20150328})", "standard", &people), "identity /n - digits[8-15]");
}

TEST(Judge, ReadsEscapesAsWhatTheyMean) {
  EXPECT_EQ(Judged(R"({"q": "ada\u0040example.org"})"), "email /q - letters+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"e\u006Dail": 1})"), "dropped-field /email - digits[1]");
}

TEST(Judge, DoesNotTakeTheDigitsOfAPseudonymForANumber) {
  std::string hex(kSomePseudonym);
  hex.replace(0, 12, "0612345678ab");
  EXPECT_EQ(Judged(R"({"anything": "tel )" + hex + R"("})"), "");
  EXPECT_EQ(Judged(R"({"anything": ")" + hex + R"("})"), "");
  EXPECT_EQ(Judged(R"({")" + hex + R"(": 1})"), "");
}

TEST(Judge, MasksAKeyThatIsData) {
  EXPECT_EQ(Judged(R"({"ada@example.org": 1})"), "email /* - letters+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"Ada Lovelace": {"q": "1.2.3.4"}})"), "ipv4 /*/q - digits+symbols[4-7]");
  EXPECT_EQ(Judged(R"({"57000113": {"q": "1.2.3.4"}})"), "ipv4 /*/q - digits+symbols[4-7]");
  EXPECT_EQ(Judged(R"({")" + std::string(65, 'k') + R"(": "1.2.3.4"})"),
            "ipv4 /* - digits+symbols[4-7]");
  const detect::Identities people = People("username\nlea78\n");
  EXPECT_EQ(Judged(R"({"lea78": "1.2.3.4"})", "standard", &people),
            "identity /* - letters+digits[4-7]\n"
            "ipv4 /* - digits+symbols[4-7]");
}

TEST(Judge, KnowsEveryRuleOfAFindingThatTheMostSevereNames) {
  // The end of a company's number may be dialled.
  const auto findings = FindingsIn(R"({"q": "320 004 906 00071"})", "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rule, "phone-intl");
  const auto ids = detect::RuleIds();
  const auto siret = std::ranges::find(ids, "siret") - ids.begin();
  EXPECT_EQ(findings[0].rules >> siret & 1, 1U);
}

TEST(Judge, LeavesOutTheMiddleOfAVeryDeepPath) {
  std::string line = R"({"q": )";
  for (int depth = 0; depth < 40; ++depth) line += "[";
  line += R"("1.2.3.4")" + std::string(40, ']') + "}";
  const auto findings = FindingsIn(line, "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].pointer,
            "/q/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/…/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0");
}

TEST(Judge, RefusesWhatALoggerWroteBeforeTheLine) {
  EXPECT_EQ(Judged("2023-05-23 13:53:13,461 INFO 20 [tracking] [user 6] [ip 1.2.3.4] logger.py:41 "
                   R"(- {"a": 1})"),
            "dropped-field - - logger-prefix[64-127]");
}

TEST(Judge, LetsStayWhatThePolicyLetsStayAndOnlyThere) {
  EXPECT_EQ(Judged(R"({"ip": "82.1.2.3"})", "seed"), "");
  EXPECT_EQ(Judged(R"({"ip": "2001:db8:1:2::7"})", "seed"), "");
  EXPECT_EQ(Judged(R"({"ip": "ada@example.org"})", "seed"), "email /ip - letters+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"context": {"ip": "82.1.2.3"}})", "seed"),
            "ipv4 /context/ip - digits+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"ip": ["82.1.2.3"]})", "seed"), "ipv4 /ip/0 - digits+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"host": "82.1.2.3"})", "seed"), "ipv4 /host - digits+symbols[8-15]");
  EXPECT_EQ(Judged(R"({"event": {"body": "ada@example.org"}})", "seed"),
            "email /event/body - letters+symbols[8-15]");
}

TEST(Judge, RefusesWhatItCannotReadWithOneFinding) {
  EXPECT_EQ(Judged("{\"q\": \"ada@example.org\",}\n"), "line - - bad-structure[16-31]");
  EXPECT_EQ(Judged("[1]\n"), "line - - not-an-object[2-3]");
  EXPECT_EQ(Judged("ada@example.org\n"), "line - - unknown-prefix[8-15]");
  EXPECT_EQ(Judged(R"({"q": "x)"), "line - - unfinished-last-line[8-15]");
  const auto findings = FindingsIn("{\"a\":\"\\x\"}\n", "standard");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(Words(findings[0]), "line - - bad-escape[8-15]");
  EXPECT_EQ(findings[0].string, (Span{0, 10}));
}

TEST(Judge, ReturnsTheReasonOfARefusal) {
  const detect::Detector detector;
  const auto policy = event::Policy::BuiltIn("standard");
  Judge judge(*policy, detector, nullptr, {.max_depth = 3, .max_line = 40});
  const auto reason = [&judge](std::string_view text) {
    event::LineSplitter splitter;
    splitter.Start(text);
    event::Line line;
    splitter.Next(line);
    std::vector<Finding> findings;
    return judge.JudgeLine(line, findings);
  };
  EXPECT_EQ(reason("{\"a\":[[1]]}\n"), "");
  EXPECT_EQ(reason("{\"a\":[[[1]]]}\n"), "too-deep");
  EXPECT_EQ(reason("{\"a\":\"" + std::string(33, 'x') + "\"}\n"), "too-long");
}

TEST(Judge, StopsAtAThousandFindingsInALine) {
  std::string line = R"({"q": [)";
  for (int i = 0; i < 1500; ++i) line += R"("1.2.3.4",)";
  line += "0]}";
  EXPECT_EQ(FindingsIn(line, "standard").size(), 1000U);
}

TEST(Judge, HidesNoErrorBehindAThousandWarnings) {
  std::string line = R"({"q": [)";
  for (int i = 0; i < 1500; ++i) line += R"("12 Elm Street",)";
  const auto findings = FindingsIn(line + R"("ada@example.org"]})", "standard");
  ASSERT_EQ(findings.size(), 1000U);
  EXPECT_EQ(findings.back().rule, "email");
}

// What the line before had no room for is found in the next.
TEST(Judge, TakesNothingForCleanThatAFullListLeftOut) {
  std::string full = R"({"q": [)";
  for (int i = 0; i < 1000; ++i) full += R"("1.2.3.4",)";
  full += R"(0], "username": "ada"})";
  const auto findings =
      FindingsIn(full + "\n" + full + "\n" + full + "\n" + R"({"username": "ada"})", "standard");
  ASSERT_EQ(findings.size(), 3001U);
  EXPECT_EQ(findings.back().rule, kUsernameRule);
}

TEST(Judge, KnowsSeverityAndMeaningOfEachRule) {
  for (const std::string_view rule :
       {kIdentityRule, kUsernameRule, kPseudonymRule, kDroppedFieldRule, kIpFieldRule,
        kIncompleteRule, kLineRule}) {
    EXPECT_EQ(SeverityOf(rule), detect::Severity::kError) << rule;
    EXPECT_NE(WhatIs(rule), "") << rule;
  }
  for (const detect::Rule& rule : detect::Rules()) {
    EXPECT_EQ(SeverityOf(rule.id), rule.severity);
    EXPECT_EQ(WhatIs(rule.id), rule.what);
  }
}

}  // namespace
}  // namespace fun::auditor
