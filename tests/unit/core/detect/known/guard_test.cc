// Accounts that are called like ordinary words change nothing.
#include "core/detect/known/guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/detect/known/guard_words.h"
#include "core/detect/known/words.h"
#include "tests/unit/core/detect/known/people.h"

namespace fun::detect {
namespace {

// How many places in `text` an account of this name takes.
std::size_t Taken(std::string_view username, std::string_view text) {
  const auto identities = LoadPeople("username\n" + std::string(username) + "\n");
  if (!identities) return 99;
  std::vector<KnownMatch> matches;
  identities->Find(text, matches);
  return matches.size();
}

TEST(Guard, LeavesPoisonAlone) {
  constexpr std::string_view kPoison[] = {"video",
                                          "play_video",
                                          "France",
                                          "course-v1",
                                          "problem",
                                          "html",
                                          "www",
                                          "https",
                                          "problem_check",
                                          "edx.course",
                                          "Video2",
                                          "semaine-3",
                                          "i4x",
                                          "block-v1",
                                          "type@video+block",
                                          "merci",
                                          "The",
                                          "lundi",
                                          "edx_forum",
                                          "seek-video",
                                          "week1",
                                          "hide_transcript",
                                          "MOOC",
                                          "bonjour",
                                          "fr",
                                          "course_v1",
                                          "load.video"};
  for (const std::string_view name : kPoison) {
    EXPECT_EQ(
        Taken(name, std::string(name) + " /u/" + std::string(name) + "/ @" + std::string(name)), 0U)
        << name;
  }
}

TEST(Guard, TakesAFirstNameAloneForAMentionOnly) {
  EXPECT_EQ(Taken("Marie", "marie Marie /u/marie @marie @Marie!"), 2U);
  EXPECT_EQ(Taken("marie75", "marie75"), 1U);
  EXPECT_EQ(Taken("marie.claire", "marie.claire"), 1U);
}

TEST(Guard, LeavesDistinctiveNamesFound) {
  for (const std::string_view name : {"adal", "video_ada", "lea78", "the_lovelace", "merci12345"}) {
    EXPECT_EQ(Taken(name, name), 1U) << name;
  }
}

TEST(Guard, LeavesPeopleWithOrdinaryFirstNamesFound) {
  const auto identities = LoadPeople("name\nMarie Martin\nMerci Beaucoup\nPierre Rose\n");
  ASSERT_TRUE(identities.has_value());
  std::vector<Span> places;
  identities->Scan("Martin Marie, merci beaucoup, pierre rose", places);
  EXPECT_EQ(places, (std::vector<Span>{{0, 12}, {30, 41}}));
}

TEST(GuardWords, AreFoldedAndStandOnce) {
  std::vector<std::string> all;
  for (const OrdinaryWordList& list : OrdinaryWordLists()) {
    EXPECT_FALSE(list.words.contains("  "));
    std::size_t words = 0;
    for (WordReader reader(list.words, 0); reader.Next(); ++words) {
      EXPECT_EQ(Slice(list.words, reader.span()), reader.folded());
      EXPECT_EQ(ClassOfWord(reader.folded()), list.word_class) << reader.folded();
      all.emplace_back(reader.folded());
    }
    EXPECT_EQ(words, static_cast<std::size_t>(std::ranges::count(list.words, ' ')) + 1);
  }
  std::ranges::sort(all);
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
  EXPECT_LT(all.size(), 3000U);  // the table behind them has 4096 places
}

TEST(ClassOfWord, CutsNumbersOffThePlatformsWordsOnly) {
  EXPECT_EQ(ClassOfWord("video2"), WordClass::kVocabulary);
  EXPECT_EQ(ClassOfWord("merci2"), WordClass::kDistinctive);
  EXPECT_EQ(ClassOfWord("marie2"), WordClass::kDistinctive);
  EXPECT_EQ(ClassOfWord("2"), WordClass::kDistinctive);
  EXPECT_EQ(ClassOfWord(""), WordClass::kDistinctive);
}

}  // namespace
}  // namespace fun::detect
