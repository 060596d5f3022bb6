#include "core/stream/input_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/unit/core/stream/packed.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kLine = "{\"a\":1}\n";

class ExpandInputsTest : public testing::Test {
 protected:
  void Folder(const char* name) const { std::filesystem::create_directories(scratch_.Path(name)); }

  // Names of the inputs in order.
  static std::vector<std::string> Names(const std::vector<std::string>& words) {
    const auto list = ExpandInputs(words);
    if (!list) return {list.error().message};
    std::vector<std::string> names;
    for (const InputFile& file : list->files) names.push_back(file.name);
    return names;
  }

  ExitCode CodeOf(const std::vector<std::string>& words) const {
    const auto list = ExpandInputs(words);
    return list ? ExitCode::kDone : list.error().code;
  }

  keys::Scratch scratch_;
};

TEST_F(ExpandInputsTest, TakesNothingAndADashForStandardInput) {
  const auto list = ExpandInputs({});
  ASSERT_TRUE(list.has_value());
  EXPECT_THAT(PathsOf(*list), ElementsAre("-"));
  EXPECT_FALSE(list->is_many);
  EXPECT_THAT(Names({"-"}), ElementsAre("-"));
}

TEST_F(ExpandInputsTest, KeepsFilesInTheOrderGivenAndNamesThemByTheirLastPart) {
  const std::string b = scratch_.File("b.log", kLine);
  const std::string a = scratch_.File("a.log", kLine);
  EXPECT_THAT(Names({b, a}), ElementsAre("b.log", "a.log"));
  EXPECT_TRUE(ExpandInputs({b, a})->is_many);
  EXPECT_FALSE(ExpandInputs({b})->is_many);
}

TEST_F(ExpandInputsTest, PassesThroughAWordThatNamesNothing) {
  EXPECT_THAT(PathsOf(*ExpandInputs({scratch_.Path("absent")})),
              ElementsAre(scratch_.Path("absent")));
}

TEST_F(ExpandInputsTest, WalksAFolderInByteOrderAndKeepsItsSubFolders) {
  Folder("logs/2015/02");
  for (const char* const name : {"logs/tracking.log", "logs/tracking.log.1", "logs/Z.log",
                                 "logs/2015/02/x.log", "logs/2015/a.log"}) {
    scratch_.File(name, kLine);
  }
  for (const char* const end : {"logs", "logs/"}) {
    EXPECT_THAT(Names({scratch_.Path(end)}), ElementsAre("2015/02/x.log", "2015/a.log", "Z.log",
                                                         "tracking.log", "tracking.log.1"));
  }
  EXPECT_TRUE(ExpandInputs({scratch_.Path("logs")})->is_many);
}

TEST_F(ExpandInputsTest, TellsALogByContentAndSaysWhatItPassesOver) {
  Folder("logs");
  scratch_.File("logs/plain", "Feb  1 10:00:00 host x: " + kLine);
  scratch_.File("logs/notes.gz", Gzipped(kLine));
  scratch_.File("logs/notes.txt", Zstdded(kLine));
  scratch_.File("logs/README.log", "words, (and) [brackets]\n");
  scratch_.File("logs/page.log", "body { color: red }\n");
  scratch_.File("logs/packed-words", Gzipped("words\n"));
  scratch_.File("logs/empty.log", "");
  scratch_.File("logs/.hidden.log", kLine);
  std::filesystem::create_symlink("..", scratch_.Path("logs/up"));
  const auto list = ExpandInputs({scratch_.Path("logs")});
  ASSERT_TRUE(list.has_value());
  EXPECT_THAT(Names({scratch_.Path("logs")}), ElementsAre("notes.gz", "notes.txt", "plain"));
  const std::string folder = scratch_.Path("logs");
  EXPECT_THAT(list->passed_over,
              ElementsAre(folder + "/README.log holds no line of a log; passed over",
                          folder + "/packed-words holds no line of a log; passed over",
                          folder + "/page.log holds no line of a log; passed over",
                          folder + "/up is no file or a link to none; passed over",
                          "dot files in " + folder + " passed over: 1",
                          "empty files in " + folder + " passed over: 1"));
  EXPECT_EQ(list->unread, 5U);
}

TEST_F(ExpandInputsTest, TakesADamagedPackedFileSoThatReadingItFails) {
  Folder("logs");
  scratch_.File("logs/cut.gz", Gzipped(kLine).substr(0, 12));
  EXPECT_THAT(Names({scratch_.Path("logs")}), ElementsAre("cut.gz"));
}

TEST_F(ExpandInputsTest, FindsALogWhoseFirstLineIsLongerThanTheHead) {
  EXPECT_TRUE(LooksLikeLog(scratch_.File("a", "{\"a\":\"" + std::string(200'000, 'x'))).value());
  EXPECT_FALSE(LooksLikeLog(scratch_.File("b", std::string(200'000, 'x') + kLine)).value());
}

TEST_F(ExpandInputsTest, ExpandsAPatternThatTheShellDidNot) {
  Folder("logs/a");
  Folder("logs/b");
  for (const char* const name : {"logs/a/t.log", "logs/b/t.log", "logs/b/t.txt"}) {
    scratch_.File(name, kLine);
  }
  EXPECT_THAT(Names({scratch_.Path("logs/*/t.log")}), ElementsAre("a/t.log", "b/t.log"));
  EXPECT_THAT(Names({scratch_.Path("logs/b/t.[lt]*")}), ElementsAre("t.log", "t.txt"));
  EXPECT_THAT(Names({scratch_.Path("lo?s")}),
              ElementsAre("logs/a/t.log", "logs/b/t.log", "logs/b/t.txt"));
  EXPECT_TRUE(ExpandInputs({scratch_.Path("logs/a/*")})->is_many);
}

TEST_F(ExpandInputsTest, TakesAFileWhoseNameLooksLikeAPattern) {
  EXPECT_THAT(Names({scratch_.File("a[1].log", kLine)}), ElementsAre("a[1].log"));
}

TEST_F(ExpandInputsTest, RefusesAFolderOrPatternWithoutALog) {
  Folder("logs");
  EXPECT_EQ(CodeOf({scratch_.Path("logs")}), ExitCode::kInput);
  scratch_.File("logs/README", "words\n");
  EXPECT_EQ(CodeOf({scratch_.Path("logs")}), ExitCode::kInput);
  EXPECT_EQ(CodeOf({scratch_.Path("ada*")}), ExitCode::kInput);
  // What matches nothing may be anything: it is not repeated.
  EXPECT_THAT(ExpandInputs({"/ada@*"}).error().message, testing::Not(HasSubstr("ada")));
}

// Knows folders called "bag"; they list two files, of which one is no log.
Result<std::optional<std::vector<std::string>>> ListOfBags(const std::string& folder) {
  if (folder.ends_with("/broken")) return Failure(ExitCode::kVerify, "no release");
  if (!folder.ends_with("/bag")) return std::nullopt;
  return std::vector<std::string>{"data/2015/a.log", "data/words"};
}

TEST_F(ExpandInputsTest, TakesTheDataOfAFolderThatListsItAndNothingElseInIt) {
  Folder("logs/bag/data/2015");
  scratch_.File("logs/bag/datapackage.json", kLine);
  scratch_.File("logs/a.log", kLine);
  const auto list = ExpandInputs({scratch_.Path("logs/bag")}, ListOfBags);
  ASSERT_TRUE(list.has_value());
  EXPECT_TRUE(list->is_many);
  EXPECT_EQ(list->unread, 0U);
  EXPECT_THAT(PathsOf(*list), ElementsAre(scratch_.Path("logs/bag/data/2015/a.log"),
                                          scratch_.Path("logs/bag/data/words")));
  EXPECT_EQ(list->files[0].name, "2015/a.log");
  const auto above = ExpandInputs({scratch_.Path("logs")}, ListOfBags);
  ASSERT_TRUE(above.has_value());
  EXPECT_THAT(PathsOf(*above),
              ElementsAre(scratch_.Path("logs/a.log"), scratch_.Path("logs/bag/data/2015/a.log"),
                          scratch_.Path("logs/bag/data/words")));
  EXPECT_EQ(above->files[1].name, "bag/2015/a.log");
}

TEST_F(ExpandInputsTest, PassesOnThatAListIsBroken) {
  Folder("logs/broken");
  scratch_.File("logs/a.log", kLine);
  EXPECT_EQ(ExpandInputs({scratch_.Path("logs/broken")}, ListOfBags).error().code,
            ExitCode::kVerify);
  EXPECT_EQ(ExpandInputs({scratch_.Path("logs")}, ListOfBags).error().code, ExitCode::kVerify);
  EXPECT_TRUE(ExpandInputs({scratch_.Path("logs")}).has_value());
}

}  // namespace
}  // namespace fun::stream
