#include "keys/release/folder_walk.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

// The paths that a walk hands on, with their bytes; the code behind them when it fails.
std::string Walked(const Scratch& scratch, const AllowsPath& allows) {
  const UniqueFd folder(::open(scratch.Path("").c_str(), O_RDONLY | O_DIRECTORY));
  std::string all;
  const auto walked = WalkPlainFiles(
      folder.get(), allows, [&all](const std::string& path, UniqueFd fd) -> Result<void> {
        all += path + "=" + ReadPlainFile(fd.get(), 100, path).value();
        all += " ";
        return {};
      });
  if (!walked) all += std::to_string(static_cast<int>(walked.error().code));
  return all;
}

bool AllowAll(std::string_view, bool) { return true; }

TEST(WalkPlainFiles, HandsOnEveryFileInByteOrder) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.Path("b/c"));
  scratch.File("b/c/d", "1");
  scratch.File("b/a", "2");
  scratch.File("a", "3");
  scratch.File(".z", "4");
  EXPECT_EQ(Walked(scratch, AllowAll), ".z=4 a=3 b/a=2 b/c/d=1 ");
}

TEST(WalkPlainFiles, StopsAtWhatIsNotAllowed) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.Path("b"));
  scratch.File("a", "1");
  scratch.File("b/c", "2");
  EXPECT_EQ(Walked(scratch, [](std::string_view path, bool) { return path != "b/c"; }), "a=1 5");
  EXPECT_EQ(Walked(scratch, [](std::string_view, bool is_folder) { return !is_folder; }), "a=1 5");
}

TEST(WalkPlainFiles, FollowsNoLinkAndOpensNoSpecialFile) {
  for (const bool is_link : {true, false}) {
    const Scratch scratch;
    const std::string file = scratch.File("a", "1");
    if (is_link) {
      std::filesystem::create_symlink(file, scratch.Path("b"));
    } else {
      ASSERT_EQ(::mkfifo(scratch.Path("b").c_str(), 0600), 0);
    }
    EXPECT_EQ(Walked(scratch, AllowAll), "a=1 5");
  }
}

TEST(ReadPlainFile, RefusesWhatIsTooLarge) {
  const Scratch scratch;
  const UniqueFd fd(::open(scratch.File("a", "12345").c_str(), O_RDONLY));
  EXPECT_EQ(ReadPlainFile(fd.get(), 5, "a").value(), "12345");
  EXPECT_EQ(ReadPlainFile(fd.get(), 4, "a").error().code, ExitCode::kVerify);
}

TEST(OpenPlainFile, SaysWhatIsMissing) {
  const Scratch scratch;
  const UniqueFd folder(::open(scratch.Path("").c_str(), O_RDONLY | O_DIRECTORY));
  const auto opened = OpenPlainFile(folder.get(), "a", "a");
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, ExitCode::kVerify);
  EXPECT_EQ(opened.error().message, "the release has no a");
}

}  // namespace
}  // namespace fun::keys
