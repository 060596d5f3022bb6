#include "core/stream/output.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

using keys::ReadWhole;
using keys::Scratch;

TEST(Output, GivesANamedFileItsNameOnlyAtCommit) {
  const Scratch scratch;
  auto output = Output::Open(scratch.Path("out"), kPrivateMode, false);
  ASSERT_TRUE(output->Write("one\n").has_value());
  EXPECT_FALSE(std::filesystem::exists(scratch.Path("out")));
  ASSERT_TRUE(output->Commit().has_value());
  EXPECT_EQ(ReadWhole(scratch.Path("out")), "one\n");
}

TEST(Output, LeavesNoFileWithoutCommit) {
  const Scratch scratch;
  {
    auto output = Output::Open(scratch.Path("out"), kPrivateMode, false);
    ASSERT_TRUE(output->Write("one\n").has_value());
  }
  EXPECT_EQ(scratch.CountFiles(), 0);
}

TEST(Output, WritesToStandardOutputAtOnceWithoutAName) {
  for (const char* const path : {"", "-"}) {
    testing::internal::CaptureStdout();
    auto output = Output::Open(path, kPublicMode, false);
    ASSERT_TRUE(output->Write("one\n").has_value());
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "one\n");
    EXPECT_TRUE(output->Commit().has_value());
  }
}

// Python: hashlib.sha256(b"one\ntwo\n").hexdigest()
TEST(Output, TellsSizeAndDigestOfWhatItWrote) {
  const Scratch scratch;
  auto output = Output::Open(scratch.Path("out"), kPublicMode, true);
  ASSERT_TRUE(output->Write("one\n").has_value());
  ASSERT_TRUE(output->Write("").has_value());
  ASSERT_TRUE(output->Write("two\n").has_value());
  EXPECT_EQ(output->bytes(), 8U);
  EXPECT_EQ(output->FinishSha256(),
            "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8");
}

TEST(Output, RefusesAFolder) {
  const Scratch scratch;
  EXPECT_EQ(Output::Open(scratch.Path(""), kPublicMode, false).error().code, ExitCode::kUsage);
}

}  // namespace
}  // namespace fun::stream
