#include "keys/file/place.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

PlaceReport Look(const std::string& path, bool is_secret = true) {
  return LookAtPlace(path, is_secret).value();
}

TEST(LookAtPlace, FindsNothingOfAFileOfOnesOwnInAFolderOfOnesOwn) {
  const Scratch scratch;
  const PlaceReport report = Look(scratch.File("key", "x"));
  EXPECT_TRUE(report.is_good()) << report.mode.words << report.owner.words << report.folder.words;
}

TEST(LookAtPlace, SaysWhenOthersCanOpenASecret) {
  const Scratch scratch;
  for (const mode_t mode : {0640, 0604, 0620, 0602, 0610, 0666}) {
    EXPECT_FALSE(Look(scratch.File("key", "x", mode)).mode.is_good) << std::oct << mode;
  }
  for (const mode_t mode : {0600, 0400, 0700}) {
    EXPECT_TRUE(Look(scratch.File("key", "x", mode)).mode.is_good) << std::oct << mode;
  }
}

TEST(LookAtPlace, LetsEverybodyReadWhatIsPublicAndNobodyChangeIt) {
  const Scratch scratch;
  EXPECT_TRUE(Look(scratch.File("pub", "x", 0644), false).mode.is_good);
  EXPECT_FALSE(Look(scratch.File("pub", "x", 0664), false).mode.is_good);
  EXPECT_FALSE(Look(scratch.File("pub", "x", 0646), false).mode.is_good);
}

TEST(LookAtPlace, SaysWhenOthersCanReplaceTheFileOrAFolderAboveIt) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.Path("a/b"));
  const std::string path = scratch.File("a/b/key", "x");
  for (const auto& [folder, mode, is_good] :
       {std::tuple("a/b", 0755, true), std::tuple("a/b", 0775, false),
        std::tuple("a/b", 0757, false), std::tuple("a/b", 01777, false),
        std::tuple("a", 0777, false), std::tuple("a", 01777, true)}) {
    ::chmod(scratch.Path(folder).c_str(), static_cast<mode_t>(mode));
    EXPECT_EQ(Look(path).folder.is_good, is_good) << folder << std::oct << mode;
    ::chmod(scratch.Path(folder).c_str(), 0755);
  }
}

TEST(LookAtPlace, LooksAtTheFileBehindALink) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.Path("open"));
  scratch.File("open/key", "x");
  ::chmod(scratch.Path("open").c_str(), 0777);
  std::filesystem::create_symlink(scratch.Path("open/key"), scratch.Path("link"));
  EXPECT_FALSE(Look(scratch.Path("link")).folder.is_good);
}

}  // namespace
}  // namespace fun::keys
