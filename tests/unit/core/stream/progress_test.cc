#include "core/stream/progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

#include "core/stream/ordered.h"
#include "tests/unit/keys/scratch.h"

namespace fun::stream {
namespace {

using keys::Scratch;

TEST(WithThousands, PutsACommaBeforeEveryThreeDigits) {
  EXPECT_EQ(WithThousands(0), "0");
  EXPECT_EQ(WithThousands(999), "999");
  EXPECT_EQ(WithThousands(1'000), "1,000");
  EXPECT_EQ(WithThousands(123'456), "123,456");
  EXPECT_EQ(WithThousands(1'234'567), "1,234,567");
  EXPECT_EQ(WithThousands(18'446'744'073'709'551'615U), "18,446,744,073,709,551,615");
}

TEST(BytesText, CountsInPowersOfAThousand) {
  EXPECT_EQ(BytesText(0), "0 B");
  EXPECT_EQ(BytesText(999), "999 B");
  EXPECT_EQ(BytesText(1'000), "1.0 kB");
  EXPECT_EQ(BytesText(12'345'678), "12.3 MB");
  EXPECT_EQ(BytesText(4'000'000'000), "4.0 GB");
  EXPECT_EQ(BytesText(5'000'000'000'000'000), "5000.0 TB");
}

TEST(TotalSize, AddsUpRegularFilesAndIsUnknownForAllElse) {
  const Scratch scratch;
  const std::string three = scratch.File("a", "abc");
  const std::string five = scratch.File("b", "defgh");
  EXPECT_EQ(TotalSize({}), 0U);
  EXPECT_EQ(TotalSize({three, five}), 8U);
  EXPECT_EQ(TotalSize({three, "-"}), 0U);
  EXPECT_EQ(TotalSize({three, scratch.Path("")}), 0U);
}

TEST(ParseProgressMode, KnowsFourWords) {
  EXPECT_EQ(ParseProgressMode("auto").value(), ProgressMode::kAuto);
  EXPECT_EQ(ParseProgressMode("always").value(), ProgressMode::kAlways);
  EXPECT_EQ(ParseProgressMode("never").value(), ProgressMode::kNever);
  EXPECT_EQ(ParseProgressMode("json").value(), ProgressMode::kJson);
  for (const char* const word : {"", "Auto", "no"}) {
    EXPECT_EQ(ParseProgressMode(word).error().code, ExitCode::kUsage) << word;
  }
}

TEST(JobsFor, TakesTheNumberAskedForUpTo64) {
  EXPECT_EQ(JobsFor(1), 1U);
  EXPECT_EQ(JobsFor(7), 7U);
  EXPECT_EQ(JobsFor(64), 64U);
  EXPECT_EQ(JobsFor(65), 64U);
  EXPECT_GE(JobsFor(0), 1U);
}

std::string Said(ProgressMode mode, int updates, std::string_view stage = "") {
  testing::internal::CaptureStderr();
  {
    Progress progress("funanon", mode, 2'000, stage);
    for (int i = 0; i < updates; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(260));
      progress.Update(1'000, 10);
      progress.Update(1'000, 10);  // at once: not said
    }
  }
  return testing::internal::GetCapturedStderr();
}

TEST(Progress, SaysOneObjectALineAsJson) {
  const std::string said = Said(ProgressMode::kJson, 1);
  EXPECT_TRUE(said.starts_with(
      R"({"tool":"funanon","bytes":1000,"total_bytes":2000,"lines":10,"seconds":0.)"))
      << said;
  EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
}

TEST(Progress, DrawsABarAndWipesIt) {
  const std::string said = Said(ProgressMode::kAlways, 1);
  EXPECT_TRUE(said.starts_with("\r\033[Kfunanon: 10 lines, 1.0 kB, ")) << said;
  EXPECT_NE(said.find(", 50 %, 1 s left"), std::string::npos) << said;
  EXPECT_TRUE(said.ends_with("\r\033[K")) << said;
}

TEST(Progress, NamesTheStage) {
  EXPECT_THAT(Said(ProgressMode::kJson, 1, "gathering"),
              testing::StartsWith(R"({"tool":"funanon","stage":"gathering","bytes":)"));
  EXPECT_THAT(Said(ProgressMode::kAlways, 1, "gathering"),
              testing::HasSubstr("funanon: gathering, "));
}

TEST(Progress, SaysNothingWhereNobodyWatches) {
  EXPECT_EQ(Said(ProgressMode::kNever, 1), "");
  EXPECT_EQ(Said(ProgressMode::kAuto, 1), "");  // standard error is a file here
}

}  // namespace
}  // namespace fun::stream
