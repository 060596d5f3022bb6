#include "core/base/file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun {
namespace {

using keys::ModeOf;
using keys::ReadWhole;
using keys::Scratch;

TEST(AtomicFile, LeavesNoFileWithoutCommit) {
  const Scratch scratch;
  {
    auto file = AtomicFile::Create(scratch.Path("out"), 0600);
    ASSERT_TRUE(file.has_value());
    ASSERT_TRUE(file->Write("half a result").has_value());
    EXPECT_EQ(scratch.CountFiles(), 1);  // under its temporary name
    EXPECT_FALSE(std::filesystem::exists(scratch.Path("out")));
  }
  EXPECT_EQ(scratch.CountFiles(), 0);
}

TEST(AtomicFile, AppearsWholeAtCommitAndAlone) {
  const Scratch scratch;
  auto file = AtomicFile::Create(scratch.Path("out"), 0600);
  ASSERT_TRUE(file->Write("one\n").has_value());
  ASSERT_TRUE(file->Write("two\n").has_value());
  ASSERT_TRUE(file->Commit().has_value());
  EXPECT_EQ(ReadWhole(scratch.Path("out")), "one\ntwo\n");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(AtomicFile, KeepsTheFileOfBeforeUntilCommit) {
  const Scratch scratch;
  const std::string path = scratch.File("out", "before");
  {
    auto file = AtomicFile::Create(path, 0600);
    ASSERT_TRUE(file->Write("after").has_value());
    EXPECT_EQ(ReadWhole(path), "before");
  }
  EXPECT_EQ(ReadWhole(path), "before");
  auto file = AtomicFile::Create(path, 0600);
  ASSERT_TRUE(file->Write("after").has_value());
  ASSERT_TRUE(file->Commit().has_value());
  EXPECT_EQ(ReadWhole(path), "after");
}

TEST(AtomicFile, HasTheModeAskedForLessTheUmaskFromItsFirstByteOn) {
  const Scratch scratch;
  const mode_t before = ::umask(027);
  for (const mode_t mode : {0600U, 0666U, 0644U}) {
    auto file = AtomicFile::Create(scratch.Path("out"), mode);
    struct stat status = {};
    ::fstat(file->fd(), &status);
    EXPECT_EQ(status.st_mode & 07777, mode & ~027U);
    ASSERT_TRUE(file->Commit().has_value());
    EXPECT_EQ(ModeOf(scratch.Path("out")), mode & ~027U);
  }
  ::umask(before);
}

TEST(AtomicFile, CommitNewRefusesToReplaceAFile) {
  const Scratch scratch;
  const std::string path = scratch.File("key", "the old key");
  {
    auto file = AtomicFile::Create(path, 0600);
    ASSERT_TRUE(file->Write("the new key").has_value());
    const auto committed = file->CommitNew();
    ASSERT_FALSE(committed.has_value());
    EXPECT_EQ(committed.error().code, ExitCode::kEnvironment);
  }
  EXPECT_EQ(ReadWhole(path), "the old key");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(AtomicFile, CommitNewGivesAFreeNameAndLeavesNoOther) {
  const Scratch scratch;
  auto file = AtomicFile::Create(scratch.Path("key"), 0600);
  ASSERT_TRUE(file->Write("the new key").has_value());
  ASSERT_TRUE(file->CommitNew().has_value());
  EXPECT_EQ(ReadWhole(scratch.Path("key")), "the new key");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(AtomicFile, LeavesOneFileWhenMovedBeforeCommit) {
  const Scratch scratch;
  auto first = AtomicFile::Create(scratch.Path("out"), 0600);
  AtomicFile second = std::move(*first);
  ASSERT_TRUE(second.Write("moved").has_value());
  ASSERT_TRUE(second.Commit().has_value());
  EXPECT_EQ(ReadWhole(scratch.Path("out")), "moved");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(AtomicFile, RefusesAFolderAndAFolderThatIsNotThere) {
  const Scratch scratch;
  EXPECT_EQ(AtomicFile::Create(scratch.Path(""), 0600).error().code, ExitCode::kUsage);
  EXPECT_EQ(AtomicFile::Create(scratch.Path("no/out"), 0600).error().code, ExitCode::kEnvironment);
  EXPECT_EQ(scratch.CountFiles(), 0);
}

TEST(WriteFileAtomically, WritesTheWholeInOneStep) {
  const Scratch scratch;
  ASSERT_TRUE(WriteFileAtomically(scratch.Path("out"), "all", 0640).has_value());
  EXPECT_EQ(ReadWhole(scratch.Path("out")), "all");
  EXPECT_EQ(scratch.CountFiles(), 1);
}

TEST(WriteAll, IsIncompleteWhenTheReaderHasGone) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  ::close(ends[0]);
  const UniqueFd writer(ends[1]);
  const auto written = WriteAll(writer.get(), "line\n", "standard output");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, ExitCode::kIncomplete);
  EXPECT_EQ(written.error().message, "");  // a closed pipe ends a tool without a word
}

TEST(WriteAll, IsAnEnvironmentErrorOnAFullDisk) {
  const UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  const auto written = WriteAll(full.get(), "line\n", "out");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, ExitCode::kEnvironment);
  EXPECT_EQ(written.error().message, "cannot write out: No space left on device");
}

TEST(ReadSmallFile, ReadsUpToTheLimitAndNotAByteMore) {
  const Scratch scratch;
  const std::string path = scratch.File("small", "12345678");
  EXPECT_EQ(ReadSmallFile(path, 8).value(), "12345678");
  EXPECT_EQ(ReadSmallFile(path, 7).error().code, ExitCode::kInput);
  EXPECT_EQ(ReadSmallFile(scratch.File("empty", ""), 0).value(), "");
}

TEST(ReadSmallFile, SaysInputForWhatIsNotThereAndForAFolder) {
  const Scratch scratch;
  EXPECT_EQ(ReadSmallFile(scratch.Path("none"), 8).error().code, ExitCode::kInput);
  EXPECT_EQ(ReadSmallFile(scratch.Path(""), 8).error().code, ExitCode::kInput);
}

}  // namespace
}  // namespace fun
