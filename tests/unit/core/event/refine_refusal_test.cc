#include <gtest/gtest.h>

#include <string>

#include "core/event/lines.h"

namespace fun::event {
namespace {

// A broken line of so many characters, each the given bytes.
std::string BrokenLine(std::size_t characters, std::string_view character) {
  std::string line = "{\"a\":\"";
  for (std::size_t i = line.size(); i < characters; ++i) line += character;
  return line;
}

std::string_view Refined(std::string_view text, std::string_view reason, bool is_last = false) {
  Line line;
  line.text = text;
  line.is_last_without_lf = is_last;
  return RefineRefusal(line, reason);
}

TEST(RefineRefusal, NamesThePlatformForABrokenLineOfExactly10000Or50000Characters) {
  for (const std::size_t cut : {10'000U, 50'000U}) {
    for (const std::string_view character : {"x", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
      EXPECT_EQ(Refined(BrokenLine(cut, character), "unfinished"), "cut-by-platform") << cut;
      EXPECT_EQ(Refined(BrokenLine(cut - 1, character), "unfinished"), "unfinished") << cut;
      EXPECT_EQ(Refined(BrokenLine(cut + 1, character), "unfinished"), "unfinished") << cut;
    }
  }
}

TEST(RefineRefusal, CountsCharactersAndNotBytes) {
  EXPECT_EQ(Refined(BrokenLine(5'003, "\xC3\xA9"), "unfinished"), "unfinished");
}

TEST(RefineRefusal, SaysUnfinishedLastLineOnlyBehindTheLastNewline) {
  EXPECT_EQ(Refined("{\"a\":", "unfinished", true), "unfinished-last-line");
  EXPECT_EQ(Refined("{\"a\":tru", "bad-literal", true), "unfinished-last-line");
  EXPECT_EQ(Refined("{\"a\":", "unfinished", false), "unfinished");
  EXPECT_EQ(Refined(BrokenLine(10'000, "x"), "unfinished", true), "cut-by-platform");
}

TEST(RefineRefusal, LeavesReasonsThatAreNotTheGrammarsAsTheyAre) {
  const std::string line = BrokenLine(10'000, "x");
  for (const std::string_view reason :
       {kUnknownPrefix, kTooLong, kAlreadyAnonymized, json::NameOf(json::Refusal::kTooDeep)}) {
    EXPECT_EQ(Refined(line, reason, false), reason);
    EXPECT_EQ(Refined(line, reason, true), reason);
  }
}

}  // namespace
}  // namespace fun::event
