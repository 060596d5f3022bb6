#include "anonymizer/release/data_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "anonymizer/release/files.h"
#include "anonymizer/release/info.h"
#include "anonymizer/release/package.h"
#include "core/detect/rules.h"

namespace fun::anonymizer {
namespace {

using testing::HasSubstr;
using testing::Not;

event::Policy PolicyOf(std::string_view toml) {
  return event::Policy::Of(*event::ParsePolicy(toml, "mine", detect::RuleIds()));
}

TEST(FieldsPart, HasARowForEachRuleWithItsReasonAndOneForAllOthers) {
  EXPECT_EQ(FieldsPart(PolicyOf(R"(
version = 1
unknown = "keep"
[[rule]]
select = ["email", "pass*"]
action = "drop"
why = "who | what"
[[rule]]
select = "level"
action = "keep"
grammar = "words"
words = ["p", "m"]
[[allow]]
path = "/ip"
rule = "ipv4"
why = "as in 2015"
)")),
            "| fields | what happened | why |\n"
            "|---|---|---|\n"
            "| `email`, `pass*` | gone, with its value | who \\| what |\n"
            "| `level` | stayed as it was; gone unless it is of the form `words`: `p` `m` |  |\n"
            "| all others | stayed as it was | |\n"
            "\nAn audit by this policy lets `ipv4` stand at `/ip`: as in 2015.\n");
}

TEST(FieldsPart, NamesEverySelectorOfEveryBuiltInPolicy) {
  for (const std::string_view name : event::Policy::BuiltInNames()) {
    const auto policy = event::Policy::BuiltIn(name);
    const std::string part = FieldsPart(*policy);
    for (const event::FieldRule& rule : policy->rules()) {
      EXPECT_THAT(part, HasSubstr("`" + rule.selector + "`"));
      EXPECT_THAT(part, HasSubstr(TableCell(rule.why)));
    }
  }
}

TEST(MarksPart, NamesEveryMarkOnceAndAddsUpItsRules) {
  FieldCounts counts;
  for (std::size_t i = 0; i < detect::Rules().size(); ++i) {
    if (detect::Rules()[i].mark == "<<EMAIL>>") counts.redacted[i] = 600;
  }
  counts.mentions = 7;
  const std::string part = MarksPart(counts);
  EXPECT_THAT(part, HasSubstr("| `<<EMAIL>>` | e-mail address; e-mail address, spelled out | "
                              "1,200 |\n"));
  EXPECT_THAT(part, HasSubstr("| `<<NAME>>` | a known person, by name, or by a username that "
                              "several share | 7 |\n"));
  for (const detect::Rule& rule : detect::Rules()) {
    const std::string row = "| `" + std::string(rule.mark) + "` |";
    EXPECT_THAT(part, HasSubstr(row));
    EXPECT_EQ(part.find(row), part.rfind(row));
  }
}

TEST(TypesPart, SpeaksOfWhatThePolicyDoesOnly) {
  const std::string standard = TypesPart(*event::Policy::BuiltIn("standard"));
  EXPECT_THAT(standard, HasSubstr("64 lower-case hexadecimal digits"));
  EXPECT_THAT(standard, HasSubstr("IPv4 of its /24"));
  EXPECT_THAT(standard, Not(HasSubstr("to the hour")));
  const std::string seed = TypesPart(*event::Policy::BuiltIn("seed"));
  EXPECT_THAT(seed, Not(HasSubstr("/24")));
  EXPECT_THAT(seed, Not(HasSubstr("its mark")));
  EXPECT_THAT(TypesPart(*event::Policy::BuiltIn("strict")), HasSubstr("to the hour"));
}

TEST(SheetTemplate, HasEachPlaceOnce) {
  const std::string_view sheet = SheetTemplate();
  EXPECT_TRUE(sheet.ends_with(".\n"));
  for (const char* place :
       {"{{title}}", "{{description}}", "{{about}}", "{{facts}}", "{{counts}}", "{{fields}}",
        "{{marks}}", "{{types}}", "{{citation}}", "{{manifest}}"}) {
    EXPECT_NE(sheet.find(place), std::string_view::npos) << place;
    EXPECT_EQ(sheet.find(place), sheet.rfind(place)) << place;
  }
}

TEST(PackageName, HoldsOnlyWhatTheFormatAllows) {
  EXPECT_EQ(PackageName("Spring_2015.a-b", 0), "spring_2015.a-b");
  EXPECT_EQ(PackageName("a:b*\"{\\c", 12), "a-b----c-12");
}

TEST(ArgumentsText, NamesWhatBytesDependOnAndNoFile) {
  Options options;
  options.key = {.path = "/secret/place/key", .release = "spring"};
  options.identities.files = {"/secret/people.csv", "more.csv"};
  options.rejects = "/secret/rejects";
  options.jobs = 7;
  EXPECT_EQ(ArgumentsText(options, "mine"),
            "--policy mine --release spring --identities FILE --identities FILE --closure on "
            "--compress gzip --max-line 4194304 --max-depth 1024 --max-rejects 0");
  Options linkable;
  linkable.linkable = linkable.allow_pseudonyms = true;
  linkable.identities.closure = "off";
  linkable.compress = "none";
  EXPECT_EQ(ArgumentsText(linkable, "seed"),
            "--policy seed --linkable --closure off --compress none --max-line 4194304 "
            "--max-depth 1024 --max-rejects 0 --allow-pseudonyms");
}

}  // namespace
}  // namespace fun::anonymizer
