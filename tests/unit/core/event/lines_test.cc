#include "core/event/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/unit/core/event/judged.h"
#include "tests/unit/core/json/random_json.h"

namespace fun::event {
namespace {

using testing::ElementsAre;

TEST(LineSplitter, TellsEventsBlankLinesAndRefusedLinesApart) {
  const std::string chunk =
      "{\"a\":1}\n"
      "\n"
      " \t\r\n"
      "Feb  1 10:00:00 host x: {\"b\":2}\r\n"
      "[1]\n"
      "hello\n"
      "{\"c\":3} {}\n"
      "{}";
  const Judged judged = JudgedChunk(chunk);
  EXPECT_THAT(judged.verdicts, ElementsAre("ok { k:a n:1 }", "blank", "blank", "ok { k:b n:2 }",
                                           "refused not-an-object", "refused unknown-prefix",
                                           "trailing-content", "ok { }"));
  EXPECT_THAT(judged.texts,
              ElementsAre("{\"a\":1}", "", " \t\r", "Feb  1 10:00:00 host x: {\"b\":2}\r", "[1]",
                          "hello", "{\"c\":3} {}", "{}"));
}

TEST(LineSplitter, GivesNoLineForAnEmptyChunkAndNoneBehindTheLastNewline) {
  EXPECT_THAT(JudgedChunk("").verdicts, ElementsAre());
  EXPECT_THAT(JudgedChunk("\n").verdicts, ElementsAre("blank"));
  EXPECT_THAT(JudgedChunk("{}\n").verdicts, ElementsAre("ok { }"));
}

TEST(LineSplitter, MarksOnlyALastLineWithoutNewline) {
  LineSplitter splitter;
  Line line;
  splitter.Start("{}\n{}");
  ASSERT_TRUE(splitter.Next(line));
  EXPECT_FALSE(line.is_last_without_lf);
  ASSERT_TRUE(splitter.Next(line));
  EXPECT_TRUE(line.is_last_without_lf);
  EXPECT_FALSE(splitter.Next(line));
  splitter.Start("{}\n");
  ASSERT_TRUE(splitter.Next(line));
  EXPECT_FALSE(line.is_last_without_lf);
}

TEST(LineSplitter, AsksForAnObjectAndNamesWhatElseStandsThere) {
  EXPECT_THAT(
      JudgedChunk("\"a\"\n [1]\n1\nnull\n\xEF\xBB\xBF{}\n").verdicts,
      ElementsAre("refused not-an-object", "refused not-an-object", "refused unknown-prefix",
                  "refused unknown-prefix", "refused unknown-prefix"));
}

TEST(LineSplitter, ReadsPastQuotesInAPrefix) {
  const std::string odd = "Feb  1 10:00:00 host \" x: {\"a\":1}\n";
  const std::string even = "Feb  1 10:00:00 host \"y\" x: {\"b\":2}\n";
  const std::string tab = "Feb  1 10:00:00 host \"\t\" x: {\"c\":3}\n";
  const std::string plain = "{\"d\":4}\n";
  EXPECT_THAT(JudgedChunk(odd + even + tab + plain).verdicts,
              ElementsAre("ok { k:a n:1 }", "ok { k:b n:2 }", "ok { k:c n:3 }", "ok { k:d n:4 }"));
  EXPECT_THAT(JudgedChunk(even + plain).verdicts, ElementsAre("ok { k:b n:2 }", "ok { k:d n:4 }"));
  EXPECT_THAT(JudgedChunk(odd + odd).verdicts, ElementsAre("ok { k:a n:1 }", "ok { k:a n:1 }"));
}

// To the pass over the whole chunk the quote in the prefix opens a string that
// ends at the brace, and {"b":1} stands outside of every string.
TEST(LineSplitter, TakesNoPartOfABrokenLineForTheLineBecauseOfAQuoteInItsPrefix) {
  const std::string line = "Feb  1 10:00:00 host \" x: {\" {\"b\":1}\n";
  EXPECT_THAT(JudgedChunk(line).verdicts, ElementsAre("refused unfinished"));
  EXPECT_THAT(JudgedChunk("{}\n" + line + "{}\n").verdicts,
              ElementsAre("ok { }", "refused unfinished", "ok { }"));
}

TEST(LineSplitter, RefusesInvalidUtf8InALineAndInItsPrefix) {
  EXPECT_THAT(JudgedChunk("{\"a\":\"\xE9\"}\nFeb  1 10:00:00 h\xE9 x: {}\n{}\n").verdicts,
              ElementsAre("refused invalid-utf8", "refused invalid-utf8", "ok { }"));
}

TEST(LineSplitter, RefusesRawNulEverywhere) {
  const auto with_nul = [](std::string text) {
    text[text.find('0')] = '\0';
    return JudgedChunk(text).verdicts.at(0);
  };
  EXPECT_EQ(with_nul("0{}"), "refused unknown-prefix");
  EXPECT_EQ(with_nul("{}0"), "trailing-content");
  EXPECT_EQ(with_nul("{\"a\":0}"), "control-character");
  EXPECT_EQ(with_nul("{\"0\":1}"), "refused control-character");
  EXPECT_EQ(with_nul("Feb  1 10:00:00 h0 x: {}"), "refused unknown-prefix");
}

TEST(LineSplitter, RefusesAStringThatRunsOverTheNewline) {
  EXPECT_THAT(JudgedChunk("{\"a\":\"b\n\":1}\n{\"c\":\"\\\n\"}\n").verdicts,
              ElementsAre("refused unfinished", "refused not-an-object", "refused unfinished",
                          "refused not-an-object"));
}

// A piece of log: sound lines, prefixes, blank lines, and every kind of broken line.
std::string RandomLine(std::mt19937& random) {
  json::RandomJson generator(random);
  static const std::vector<std::string> kOdd = {"",
                                                " ",
                                                "\r",
                                                "{",
                                                "}",
                                                "\"",
                                                "{\"a\":\"b",
                                                "{\"a\":\"b\\",
                                                "{\"a\":tru}",
                                                "[1]",
                                                "hello",
                                                "\"x\" {\"a\":1}",
                                                "{\"a\":\"\xC3\"}",
                                                "{\"a\":1}\"",
                                                "{}}",
                                                "{\"a\":\"\x01\"}",
                                                "\\",
                                                "{\"a\":\"\\x\"}",
                                                "Feb  1 10:00:00 host \" x: {\"a\":\"b\"}",
                                                "x\"y",
                                                "{\"a\":1}{\"b\":2}",
                                                "Feb  1 10:00:00 host x: {\"a\":\"b\"",
                                                "Feb  1 10:00:00 h \"q\" - {\"a\":\"b\"}"};
  switch (random() % 4) {
    case 0:
      return kOdd[random() % kOdd.size()];
    case 1:
      return "Feb  1 10:00:00 host x: " + generator.Object(2);
    default:
      return generator.Object(3);
  }
}

// The law: a line means the same alone, among sound lines and beside broken ones.
TEST(LineSplitter, JudgesALineTheSameWhateverStandsBesideIt) {
  std::mt19937 random(20240611);  // fixed: a failure must repeat
  LineSplitter splitter;
  for (int round = 0; round < 8'000; ++round) {
    std::string chunk;
    Judged alone;
    for (std::size_t i = 0, n = 1 + random() % 12; i < n; ++i) {
      const std::string line = RandomLine(random) + "\n";
      const Judged judged = JudgedChunk(line);
      ASSERT_EQ(judged.verdicts.size(), 1U);
      alone.verdicts.push_back(judged.verdicts[0]);
      alone.texts.push_back(judged.texts[0]);
      chunk += line;
    }
    ASSERT_EQ(JudgedChunk(splitter, chunk), alone) << round;
  }
}

// The same with sound lines only, and with one broken line at each place.
TEST(LineSplitter, LosesNoNeighbourOfOneBrokenLineAnywhere) {
  std::mt19937 random(20240612);
  json::RandomJson generator(random);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> lines(20);
    for (std::string& line : lines) line = generator.Object(3) + "\n";
    std::string sound_chunk;
    for (const std::string& line : lines) sound_chunk += line;
    const Judged sound = JudgedChunk(sound_chunk);
    for (const std::string& verdict : sound.verdicts) ASSERT_TRUE(verdict.starts_with("ok "));
    for (std::size_t place = 0; place <= lines.size(); ++place) {
      std::string chunk;
      for (std::size_t i = 0; i < lines.size(); ++i)
        chunk += (i == place ? "{\"\n" : "") + lines[i];
      if (place == lines.size()) chunk += "{\"\n";
      Judged broken = JudgedChunk(chunk);
      ASSERT_EQ(broken.verdicts.at(place), "refused unfinished");
      broken.verdicts.erase(broken.verdicts.begin() + static_cast<std::ptrdiff_t>(place));
      broken.texts.erase(broken.texts.begin() + static_cast<std::ptrdiff_t>(place));
      ASSERT_EQ(broken, sound) << round << " " << place;
    }
  }
}

}  // namespace
}  // namespace fun::event
