#include "keys/generate.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/base/fd.h"
#include "keys/key_file.h"
#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

TEST(GenerateFile, MakesAKeyThatOnlyItsOwnerReads) {
  const Scratch scratch;
  const mode_t before = ::umask(0);  // even when nothing else would narrow the mode
  const auto made = GenerateFile(scratch.Path("fun.key"));
  ::umask(before);
  ASSERT_TRUE(made.has_value()) << made.error().message;
  EXPECT_EQ(ModeOf(scratch.Path("fun.key")), 0600U);
  EXPECT_EQ(scratch.CountFiles(), 1);
  const auto key = ReadKeyFile(scratch.Path("fun.key"), {});
  ASSERT_TRUE(key.has_value()) << key.error().message;
  EXPECT_EQ(key->secret.bytes().size(), 32U);
  EXPECT_EQ(KeyId(key->secret).value(), made->key_id);
  EXPECT_EQ(key->created.size(), 20U);
  EXPECT_EQ(made->warning, "");
}

TEST(GenerateFile, MakesAnotherKeyEachTime) {
  const Scratch scratch;
  EXPECT_NE(GenerateFile(scratch.Path("a"))->key_id, GenerateFile(scratch.Path("b"))->key_id);
}

TEST(GenerateFile, NeverOverwritesAndLeavesNothingBehind) {
  const Scratch scratch;
  const std::string path = scratch.File("fun.key", "what was there", 0640);
  const auto made = GenerateFile(path);
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ExitCode::kEnvironment);
  EXPECT_EQ(ReadWhole(path), "what was there");
  EXPECT_EQ(ModeOf(path), 0640U);
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(GenerateFile, DoesNotWriteThroughADanglingLink) {
  const Scratch scratch;
  std::filesystem::create_symlink(scratch.Path("elsewhere"), scratch.Path("link"));
  EXPECT_FALSE(GenerateFile(scratch.Path("link")).has_value());
  EXPECT_FALSE(std::filesystem::exists(scratch.Path("elsewhere")));
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(GenerateFile, LeavesNothingWhereTheFolderIsMissing) {
  const Scratch scratch;
  const auto made = GenerateFile(scratch.Path("no/such/fun.key"));
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ExitCode::kEnvironment);
  EXPECT_EQ(scratch.CountFiles(), 0);
}

TEST(GenerateFile, WarnsOfAFolderThatEveryUserCanWriteTo) {
  const Scratch scratch;
  ASSERT_EQ(::mkdir(scratch.Path("open").c_str(), 0700), 0);
  ASSERT_EQ(::chmod(scratch.Path("open").c_str(), 0777), 0);
  const auto made = GenerateFile(scratch.Path("open/fun.key"));
  ASSERT_TRUE(made.has_value());
  EXPECT_NE(made->warning, "");
}

TEST(GenerateTo, WritesAKeyAndWarnsOfALooseFile) {
  const Scratch scratch;
  const std::string path = scratch.File("out", "", 0644);
  const UniqueFd fd(::open(path.c_str(), O_WRONLY));
  const auto made = GenerateTo(fd.get());
  ASSERT_TRUE(made.has_value());
  EXPECT_NE(made->warning, "");
  EXPECT_EQ(ReadKeyFile(path, {.open = true})->created.size(), 20U);
}

TEST(GenerateTo, RefusesATerminal) {
  const UniqueFd terminal(::posix_openpt(O_RDWR | O_NOCTTY));
  ASSERT_TRUE(terminal.is_open());
  const auto made = GenerateTo(terminal.get());
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.error().code, ExitCode::kUsage);
}

}  // namespace
}  // namespace fun::keys
