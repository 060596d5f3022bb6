#include "anonymizer/release/about.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::anonymizer {
namespace {

// "LABEL=value" of each line, or code and message.
std::string Said(std::string_view toml) {
  const auto about = About::Parse(toml, "about.toml");
  if (!about) {
    return std::to_string(static_cast<int>(about.error().code)) + " " + about.error().message;
  }
  std::string text;
  for (const AboutLine& line : about->lines()) {
    text += std::string(line.field->label) + "=" + line.value + ";";
  }
  return text;
}

TEST(About, TakesEachFieldInTheOrderOfTheTable) {
  EXPECT_EQ(Said("purpose = \"research\"\ntitle = \"Spring\"\ndate = 2026-01-31\n"),
            "Fun-Title=Spring;Fun-Purpose=research;Bagging-Date=2026-01-31;");
  EXPECT_EQ(Said("date = \"2026-01-31\""), "Bagging-Date=2026-01-31;");
  EXPECT_EQ(Said(""), "");
}

TEST(About, RefusesAKeyThatNobodyAsksForWithItsLine) {
  const auto about = About::Parse("title = \"x\"\nrecipiant = \"x\"\n", "about.toml");
  ASSERT_FALSE(about.has_value());
  EXPECT_EQ(about.error().code, ExitCode::kUsage);
  EXPECT_EQ(about.error().message, "about.toml:2:1: nobody asks for this of a release");
  EXPECT_EQ(about.error().hint, "did you mean \"recipient\"?");
  EXPECT_EQ(Said("[purpose]\nx = 1\n"), "2 about.toml:1:1: purpose is a text between quotes");
}

TEST(About, RefusesWhatIsNoLineOfText) {
  EXPECT_EQ(Said("purpose = 7"), "2 about.toml:1:11: purpose is a text between quotes");
  EXPECT_EQ(Said("purpose = [\"x\"]"), "2 about.toml:1:11: purpose is a text between quotes");
  EXPECT_EQ(Said("purpose = \" \""), "2 about.toml:1:11: purpose says nothing: leave it out");
  EXPECT_EQ(Said("purpose = \"\""), "2 about.toml:1:11: purpose says nothing: leave it out");
  // Another label in bag-info.txt.
  EXPECT_EQ(Said("purpose = \"x\\nFun-Policy: seed\""),
            "2 about.toml:1:11: purpose is not one line of text");
  EXPECT_EQ(Said("purpose = \"" + std::string(4001, 'x') + "\""),
            "2 about.toml:1:11: purpose is over 4,000 bytes");
  EXPECT_EQ(Said("date = \"in spring\""), "2 about.toml:1:8: date is a day: 2026-01-31");
  EXPECT_EQ(Said("date = \"\""), "2 about.toml:1:8: date says nothing: leave it out");
}

TEST(About, RepeatsNoByteOfAFileThatIsNone) {
  EXPECT_EQ(Said("{\"username\":\"ada\"}\n"), "2 about.toml:1:1: no TOML from here on");
  EXPECT_EQ(Said("title = \"\xff\""), "2 about.toml:1:9: no TOML from here on");
}

TEST(About, TakesTheDayOfSourceDateEpochUnlessOneIsSaid) {
  const keys::Scratch scratch;
  const std::string path = scratch.File("about.toml", "date = 2020-02-02\n");
  ::setenv("SOURCE_DATE_EPOCH", "1769817600", 1);
  EXPECT_EQ(About::Load("")->ValueOf("date"), "2026-01-31");
  EXPECT_EQ(About::Load(path)->ValueOf("date"), "2020-02-02");
  for (const char* bad : {"", "x", "-1", "12x", "253402300800"}) {
    ::setenv("SOURCE_DATE_EPOCH", bad, 1);
    EXPECT_FALSE(About::Load("").has_value()) << bad;
  }
  ::unsetenv("SOURCE_DATE_EPOCH");
  EXPECT_EQ(About::Load("")->ValueOf("date"), "");
  EXPECT_EQ(About::Load(scratch.Path("absent")).error().code, ExitCode::kUsage);
}

}  // namespace
}  // namespace fun::anonymizer
