#include "core/stream/rejects.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

using keys::ModeOf;
using keys::ReadWhole;
using keys::Scratch;

TEST(Rejects, SaysPlaceAndReasonAndNoByteOfTheLine) {
  testing::internal::CaptureStderr();
  auto rejects = Rejects::Open("funanon", "");
  ASSERT_TRUE(rejects->Add({"a.log", 7, 1234, "invalid-utf8"}, "ada\n").has_value());
  ASSERT_TRUE(rejects->Commit().has_value());
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "funanon: a.log, line 7, byte 1234: rejected, invalid-utf8\n"
            "funanon: rejected lines were not kept; --rejects FILE keeps them\n");
  EXPECT_EQ(rejects->count(), 1U);
}

TEST(Rejects, SaysTwentyAndCountsTheRest) {
  testing::internal::CaptureStderr();
  auto rejects = Rejects::Open("funanon", "");
  for (std::uint64_t line = 1; line <= 1'025; ++line) {
    ASSERT_TRUE(rejects->Add({"a.log", line, 0, "unfinished"}, "x\n").has_value());
  }
  ASSERT_TRUE(rejects->Commit().has_value());
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::ranges::count(said, '\n'), 22);
  EXPECT_NE(said.find("line 20,"), std::string::npos);
  EXPECT_EQ(said.find("line 21,"), std::string::npos);
  EXPECT_NE(said.find("funanon: … and 1,005 more rejected lines\n"), std::string::npos);
}

TEST(Rejects, SaysNothingWhereNothingWasRejected) {
  testing::internal::CaptureStderr();
  auto rejects = Rejects::Open("funanon", "");
  ASSERT_TRUE(rejects->Commit().has_value());
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Rejects, KeepsLinesByteForByteInAFileThatOnlyItsOwnerReads) {
  const Scratch scratch;
  testing::internal::CaptureStderr();
  auto rejects = Rejects::Open("funanon", scratch.Path("rejects"));
  const std::string odd("\xFF\0\r\n", 4);
  ASSERT_TRUE(rejects->Add({"a", 1, 0, "invalid-utf8"}, odd).has_value());
  ASSERT_TRUE(rejects->Add({"a", 2, 4, "unfinished"}, "two\n").has_value());
  EXPECT_FALSE(std::filesystem::exists(scratch.Path("rejects")));
  ASSERT_TRUE(rejects->Commit().has_value());
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(ReadWhole(scratch.Path("rejects")), odd + "two\n");
  EXPECT_EQ(ModeOf(scratch.Path("rejects")), 0600U);
}

TEST(Rejects, PutsTheNextLineOnALineOfItsOwn) {
  const Scratch scratch;
  testing::internal::CaptureStderr();
  auto rejects = Rejects::Open("funanon", scratch.Path("rejects"));
  ASSERT_TRUE(rejects->Add({"a", 1, 0, "too-long"}, "begin, ").has_value());
  ASSERT_TRUE(rejects->GoOn("go on, ").has_value());
  ASSERT_TRUE(rejects->GoOn("").has_value());
  ASSERT_TRUE(rejects->GoOn("end").has_value());
  ASSERT_TRUE(rejects->Add({"b", 1, 0, "unfinished-last-line"}, "last").has_value());
  ASSERT_TRUE(rejects->Commit().has_value());
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(ReadWhole(scratch.Path("rejects")), "begin, go on, end\nlast\n");
}

TEST(Rejects, LeavesNoFileWithoutCommit) {
  const Scratch scratch;
  testing::internal::CaptureStderr();
  {
    auto rejects = Rejects::Open("funanon", scratch.Path("rejects"));
    ASSERT_TRUE(rejects->Add({"a", 1, 0, "unfinished"}, "x\n").has_value());
  }
  testing::internal::GetCapturedStderr();
  EXPECT_EQ(scratch.CountFiles(), 0);
}

TEST(Rejects, RefusesStandardOutputAndAFolder) {
  const Scratch scratch;
  EXPECT_EQ(Rejects::Open("funanon", "-").error().code, ExitCode::kUsage);
  EXPECT_EQ(Rejects::Open("funanon", scratch.Path("")).error().code, ExitCode::kUsage);
}

}  // namespace
}  // namespace fun::stream
