#include "anonymizer/output/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::anonymizer {
namespace {

TEST(OutputName, KeepsSubFoldersAndDropsThePackingOnly) {
  for (const auto& [input, output] : {
           std::pair{"tracking.log-20150202.gz", "tracking.log-20150202.ndjson"},
           std::pair{"tracking.log", "tracking.log.ndjson"},
           std::pair{"2015/tracking.log.1.zst", "2015/tracking.log.1.ndjson"},
           std::pair{"a.ndjson", "a.ndjson"},
           std::pair{"a.ndjson.gz", "a.ndjson"},
           std::pair{".gz", ".gz.ndjson"},
       }) {
    EXPECT_EQ(OutputName(input, false), output);
    EXPECT_EQ(OutputName(input, true), std::string(output) + ".gz");
  }
}

TEST(IsPacked, IsAFolderOrWhatEndsSoUnlessTheFlagSaysOtherwise) {
  EXPECT_TRUE(IsPacked("", "clean", true));
  EXPECT_TRUE(IsPacked("", "clean.ndjson.gz", false));
  EXPECT_FALSE(IsPacked("", "clean.ndjson", false));
  EXPECT_TRUE(IsPacked("gzip", "clean.ndjson", false));
  EXPECT_FALSE(IsPacked("none", "clean.ndjson.gz", false));
  EXPECT_FALSE(IsPacked("none", "clean", true));
}

class OutputNamesTest : public testing::Test {
 protected:
  ExitCode CodeOf(const std::vector<stream::InputFile>& files) const {
    const auto names = OutputNames({files, {}, true}, true);
    return names ? ExitCode::kDone : names.error().code;
  }
  stream::InputFile File(const char* name) const {
    const std::string path = scratch_.Path(name);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    return {scratch_.File(name, "{}\n"), name};
  }

  keys::Scratch scratch_;
};

TEST_F(OutputNamesTest, AreOneForEachInputInOrder) {
  const auto names = OutputNames({{File("b.log"), File("x/b.log"), File("a.gz")}, {}, true}, false);
  EXPECT_THAT(names.value(), testing::ElementsAre("b.log.ndjson", "x/b.log.ndjson", "a.ndjson"));
}

TEST_F(OutputNamesTest, RefuseTwoInputsWithOneOutput) {
  EXPECT_EQ(CodeOf({File("a.log"), File("a.log.gz")}), ExitCode::kUsage);
  EXPECT_EQ(CodeOf({{File("x/a.log").path, "a.log"}, {File("y/a.log").path, "a.log"}}),
            ExitCode::kUsage);
}

TEST_F(OutputNamesTest, RefuseAFileUnderTwoNames) {
  const stream::InputFile file = File("a.log");
  std::filesystem::create_symlink("a.log", scratch_.Path("soft"));
  std::filesystem::create_hard_link(file.path, scratch_.Path("hard"));
  for (const char* const name : {"a.log", "soft", "hard"}) {
    EXPECT_EQ(CodeOf({file, {scratch_.Path(name), "other"}}), ExitCode::kUsage) << name;
  }
}

TEST_F(OutputNamesTest, RefuseStandardInput) { EXPECT_EQ(CodeOf({{"-", "-"}}), ExitCode::kUsage); }

TEST_F(OutputNamesTest, NeverLeadOutOfTheFolder) {
  const auto names = OutputNames({{{File("a.log").path, "x/../../a.log"}}, {}, true}, false);
  EXPECT_THAT(names.value(), testing::ElementsAre("a.log.ndjson"));
}

TEST_F(OutputNamesTest, MeanAFolderThatExistsOrEndsWithASlashOrForManyInputs) {
  const stream::InputList one = {{File("a.log")}, {}, false};
  const stream::InputList many = {{File("a.log"), File("b.log")}, {}, true};
  std::filesystem::create_directory(scratch_.Path("folder"));
  EXPECT_TRUE(MeansFolder(scratch_.Path("folder"), one));
  EXPECT_TRUE(MeansFolder(scratch_.Path("new/"), one));
  EXPECT_TRUE(MeansFolder(scratch_.Path("new"), many));
  EXPECT_FALSE(MeansFolder(scratch_.Path("new"), one));
  EXPECT_FALSE(MeansFolder("", many));
  EXPECT_FALSE(MeansFolder("-", many));
}

TEST_F(OutputNamesTest, KnowWhatStandsBelowAFolder) {
  std::filesystem::create_directory(scratch_.Path("folder"));
  std::filesystem::create_symlink("folder", scratch_.Path("link"));
  for (const char* const path : {"folder", "folder/", "folder/a", "folder/x/../a", "link/b/c"}) {
    EXPECT_TRUE(IsBelow(scratch_.Path(path), scratch_.Path("folder/"))) << path;
  }
  for (const char* const path : {"folder2", "folder.partial/a", "folder/../a", "."}) {
    EXPECT_FALSE(IsBelow(scratch_.Path(path), scratch_.Path("folder"))) << path;
  }
}

}  // namespace
}  // namespace fun::anonymizer
