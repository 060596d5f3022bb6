#include "core/event/policy_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/event/policy.h"

namespace fun::event {
namespace {

constexpr std::string_view kRuleIds[] = {"email", "ipv4", "phone-fr"};

// The message and the hint, or "fine".
std::string Said(const std::string& toml) {
  const auto text = ParsePolicy(toml, "p.toml", kRuleIds);
  if (text) return "fine";
  EXPECT_EQ(text.error().code, ExitCode::kUsage);
  const Error& error = text.error();
  return error.hint.empty() ? error.message : error.message + " | " + error.hint;
}

// What is said of a rule with these lines, the first of which is line 4.
std::string SaidOfRule(const std::string& lines) {
  return Said("version = 1\nunknown = \"scan\"\n[[rule]]\n" + lines);
}

TEST(PolicyText, RefusesWhatIsNoPolicyAndSaysWhere) {
  EXPECT_EQ(Said(""), "p.toml:1:1: a policy says version = 1");
  EXPECT_EQ(Said("{\"username\": \"ada\"}"), "p.toml:1:1: no TOML from here on");
  EXPECT_EQ(Said("version = 1\nunknown = scan"), "p.toml:2:11: no TOML from here on");
  EXPECT_EQ(Said("version = 1\nversion = 1"), "p.toml:2:11: no TOML from here on");
  EXPECT_EQ(Said("version = 2"), "p.toml:1:11: this release reads version = 1 only");
  EXPECT_EQ(Said("version = \"1\""), "p.toml:1:11: this release reads version = 1 only");
  EXPECT_EQ(Said("version = 1"),
            "p.toml:1:11: a policy says what becomes of unknown fields | unknown = \"scan\", "
            "\"drop\", \"refuse\" or \"keep\"; or it extends another");
}

TEST(PolicyText, RefusesANameThatBeginsWithNoLetter) {
  EXPECT_EQ(Said("version = 1\n[=]"), "p.toml:2:2: no TOML from here on");
  EXPECT_EQ(Said("version = 1\n[[\x01]]"), "p.toml:2:3: no TOML from here on");
}

TEST(PolicyText, RefusesLettersBeyondAsciiOutsideOfStringsAndComments) {
  EXPECT_EQ(Said("\xD2\x98 = 1"), "p.toml:1:1: no TOML from here on");
  EXPECT_EQ(Said("version = 1\n'\xC3\xA9' \xC3\xA9"), "p.toml:2:5: no TOML from here on");
  EXPECT_EQ(Said("version = 1 \xC2\xA0\n"), "p.toml:1:13: no TOML from here on");
}

TEST(PolicyText, MayHoldAnyLettersInStringsAndComments) {
  const std::string head = "\xEF\xBB\xBFversion = 1  # \xC3\xA9t\xC3\xA9\nunknown = \"scan\"\n";
  const std::string rule = "[[rule]]\nselect = 'a'\naction = 'drop'\nwhy = ";
  constexpr const char* kReasons[] = {
      "\"\xC3\xA9 \\\" \xC3\xA9\"",
      "'\xC3\xA9 \\'",
      "'''\xC3\xA9' '' \n\xC3\xA9'''",
      "\"\"\"\xC3\xA9\"\" \\\"\"\" \xC3\xA9\"\"\"\"",
  };
  for (const char* why : kReasons) EXPECT_EQ(Said(head + rule + why), "fine") << why;
}

TEST(PolicyText, NamesTheNearestWordOfAMisspeltOne) {
  EXPECT_EQ(Said("version = 1\nunknwon = \"scan\""),
            "p.toml:2:1: no such key in a policy | did you mean \"unknown\"?");
  EXPECT_EQ(Said("version = 1\nunknown = \"refused\""),
            "p.toml:2:11: no such unknown | did you mean \"refuse\"?");
  EXPECT_EQ(Said("version = 1\nextends = \"standrad\""),
            "p.toml:2:11: no such extends | did you mean \"standard\"?");
  EXPECT_EQ(SaidOfRule("selct = \"a\"\naction = \"drop\""),
            "p.toml:4:1: no such key in a policy | did you mean \"select\"?");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"dorp\""),
            "p.toml:5:10: no such action | did you mean \"drop\"?");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"pseudonym\"\ndomain = \"user-id\""),
            "p.toml:6:10: no such domain | did you mean \"user_id\"?");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"coarsen\"\nkind = \"tyme\""),
            "p.toml:6:8: no such kind | did you mean \"time\"?");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"keep\"\ngrammar = \"cuorse-key\""),
            "p.toml:6:11: no such grammar | did you mean \"course-key\"?");
  EXPECT_EQ(Said("version = 1\nunknown = \"scan\"\n[[allow]]\npath = \"/a\"\nrule = \"emial\""),
            "p.toml:5:8: no such rule | did you mean \"email\"?");
}

TEST(PolicyText, ListsTheWordsWhenNoneIsNear) {
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"obliterate\""),
            "p.toml:5:10: no such action | one of: keep, scan, drop, pseudonym, truncate-ip, "
            "template, coarsen");
}

// Somebody may name a log in place of a policy: no byte of it is repeated.
TEST(PolicyText, RepeatsNoByteOfTheFile) {
  for (const std::string& toml :
       {std::string("quelea = 1"), std::string("version = 1\nunknown = \"quelea\""),
        std::string("quelea"), std::string("\"quelea\" = \"quelea\nquelea"),
        std::string(
            "version = 1\nunknown = \"scan\"\n[[rule]]\nselect = \"quelea/\"\naction = \"drop\""),
        std::string("[quelea]\nquelea = quelea")}) {
    EXPECT_EQ(Said(toml).find("quelea"), std::string::npos) << Said(toml);
  }
}

TEST(PolicyText, WantsOfARuleWhatItsActionNeedsAndNothingElse) {
  EXPECT_EQ(SaidOfRule("action = \"drop\""), "p.toml:3:1: a rule says what it selects");
  EXPECT_EQ(SaidOfRule("select = \"a\""), "p.toml:3:1: a rule has an action");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = 1"), "p.toml:5:10: action is a string");
  EXPECT_EQ(SaidOfRule("select = 1\naction = \"drop\""),
            "p.toml:4:10: select is a string or a list of strings");
  EXPECT_EQ(SaidOfRule("select = [\"a\", 1]\naction = \"drop\""),
            "p.toml:4:16: select is a string or a list of strings");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"drop\"\nwhy = 1"),
            "p.toml:6:7: why is a string");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"pseudonym\""),
            "p.toml:5:10: domain belongs to the action pseudonym, and only there | one of: "
            "username, user_id, session, anonymous_id");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"drop\"\ndomain = \"session\""),
            "p.toml:5:10: domain belongs to the action pseudonym, and only there | one of: "
            "username, user_id, session, anonymous_id");
  EXPECT_EQ(
      SaidOfRule("select = \"a\"\naction = \"coarsen\""),
      "p.toml:5:10: kind belongs to the action coarsen, and only there | one of: time, agent");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"drop\"\ngrammar = \"time\""),
            "p.toml:6:11: what this action leaves has a grammar already");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"keep\"\ngrammar = \"words\""),
            "p.toml:6:11: words belong to grammar = \"words\", and only there");
  EXPECT_EQ(SaidOfRule("select = \"a\"\naction = \"keep\"\nwords = [\"x\"]"),
            "p.toml:6:9: words belong to grammar = \"words\", and only there");
  EXPECT_EQ(
      SaidOfRule("select = \"a\"\naction = \"keep\"\ngrammar = \"words\"\nwords = [\"x\", 1]"),
      "p.toml:7:15: words is a list of strings");
}

TEST(PolicyText, RefusesSelectorsThatSelectNothingOrTooMuch) {
  const auto said = [](const std::string& selector) {
    const std::string words = SaidOfRule("select = \"" + selector + "\"\naction = \"drop\"");
    return words.starts_with("p.toml:4:10: ") ? words.substr(13) : words;
  };
  EXPECT_EQ(said(""), "a selector is not empty");
  EXPECT_EQ(said("/"), "a path has no empty segment");
  EXPECT_EQ(said("/a//b"), "a path has no empty segment");
  EXPECT_EQ(said("/a/"), "a path has no empty segment");
  EXPECT_EQ(said("/a/b*"), "'*' stands for a whole segment of a path");
  EXPECT_EQ(said("a/b"), "a path begins with '/', and a key holds none");
  EXPECT_EQ(said("a*b"), "a key has one '*', at its beginning or at its end");
  EXPECT_EQ(said("*abcd*"), "a key has one '*', at its beginning or at its end");
  EXPECT_EQ(said("*"), "beside '*' stand at least four bytes");
  EXPECT_EQ(said("*_id"), "beside '*' stand at least four bytes");
  for (const char* const fine : {"a", "/a", "/*", "/a/*/b", "*_uid", "pass*", "é"}) {
    EXPECT_EQ(said(fine), "fine") << fine;
  }
}

TEST(PolicyText, RefusesOneSelectorInTwoRules) {
  EXPECT_EQ(SaidOfRule("select = [\"a\", \"b\", \"a\"]\naction = \"drop\""),
            "p.toml:4:21: this is selected twice");
  EXPECT_EQ(
      SaidOfRule("select = \"a\"\naction = \"drop\"\n[[rule]]\nselect = \"a\"\naction = \"keep\""),
      "p.toml:7:10: this is selected twice");
  // What is inherited may be said anew, once.
  const std::string again = "[[rule]]\nselect = \"email\"\naction = \"scan\"\n";
  EXPECT_EQ(Said("version = 1\nextends = \"standard\"\n" + again), "fine");
  EXPECT_EQ(Said("version = 1\nextends = \"standard\"\n" + again + again),
            "p.toml:7:10: this is selected twice");
}

TEST(PolicyText, WantsAGrammarForAllThatStaysWhereUnknownFieldsGo) {
  const std::string rule = "[[rule]]\nselect = \"a\"\naction = \"scan\"\n";
  for (const char* const unknown : {"drop", "refuse"}) {
    const std::string top = "version = 1\nunknown = \"" + std::string(unknown) + "\"\n";
    EXPECT_EQ(Said(top + rule).substr(0, 80),
              "p.toml:5:10: where unknown fields go, a field that stays has a grammar | one of:");
    EXPECT_EQ(Said(top + rule + "grammar = \"time\""), "fine");
    EXPECT_EQ(Said(top + "extends = \"standard\""),
              "p.toml:2:11: what this extends leaves fields without a grammar | extend strict, or "
              "list the fields that stay");
    EXPECT_EQ(Said(top + "extends = \"strict\""), "fine");
  }
}

TEST(PolicyText, WantsTablesWhereTablesStand) {
  const std::string top = "version = 1\nunknown = \"scan\"\n";
  EXPECT_EQ(Said(top + "rule = 1"), "p.toml:3:8: rule is a list of tables: [[rule]]");
  EXPECT_EQ(Said(top + "rule = [1]"), "p.toml:3:9: rule is a list of tables: [[rule]]");
  EXPECT_EQ(Said(top + "[rule]\nselect = \"a\""), "p.toml:3:1: rule is a list of tables: [[rule]]");
  EXPECT_EQ(Said(top + "[[allow]]\nrule = \"email\""),
            "p.toml:3:1: [[allow]] has a path and a rule");
  EXPECT_EQ(Said(top + "[[allow]]\npath = \"ip\"\nrule = \"email\""),
            "p.toml:4:8: what may stay is named by a path");
}

TEST(PolicyText, OfTheToolsIsRead) {
  for (const BuiltInPolicy& built_in : BuiltInPolicies()) {
    const auto text = ParsePolicy(built_in.toml, built_in.name, {});
    EXPECT_TRUE(text.has_value()) << built_in.name << " " << text.error().message;
    for (const FieldRule& rule : text->rules) {
      if (built_in.name == "strict") continue;
      EXPECT_FALSE(rule.why.empty()) << built_in.name << " " << rule.selector;
    }
  }
}

TEST(PolicyText, OfAPolicyThatExtendsHoldsBothAndTheLaterWordWins) {
  const auto text = ParsePolicy(
      "version = 1\nextends = \"seed\"\nunknown = \"scan\"\n[[rule]]\nselect = [\"email\", \"x\"]\n"
      "action = \"scan\"\n[[allow]]\npath = \"/x\"\nrule = \"email\"\n",
      "p.toml", kRuleIds);
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const auto seed = Policy::BuiltIn("seed").value();
  EXPECT_EQ(text->rules.size(), seed.rules().size() + 1);
  EXPECT_EQ(text->allowances.size(), seed.allowances().size() + 1);
  const Policy policy = Policy::Of(*text);
  EXPECT_EQ(policy.ActionOf(kNowhere, policy.IdOf("email")), Action::kScan);
  EXPECT_EQ(policy.ActionOf(kNowhere, policy.IdOf("mail")), Action::kDrop);
  EXPECT_EQ(policy.unknown(), Unknown::kScan);
}

}  // namespace
}  // namespace fun::event
