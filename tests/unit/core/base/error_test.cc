#include "core/base/error.h"

#include <gtest/gtest.h>

#include <vector>

namespace fun {
namespace {

// Worst first, as the design says: 2, 6, 5, 3, 4, 1, and 0 last.
constexpr ExitCode kWorstFirst[] = {ExitCode::kUsage, ExitCode::kEnvironment, ExitCode::kVerify,
                                    ExitCode::kInput, ExitCode::kIncomplete,  ExitCode::kNo,
                                    ExitCode::kDone};

TEST(WorstOf, TakesTheFirstOf26534And1) {
  for (std::size_t worse = 0; worse < std::size(kWorstFirst); ++worse) {
    for (std::size_t better = worse; better < std::size(kWorstFirst); ++better) {
      const ExitCode a = kWorstFirst[worse];
      const ExitCode b = kWorstFirst[better];
      EXPECT_EQ(WorstOf({a, b}), a) << worse << " " << better;
      EXPECT_EQ(WorstOf({b, a}), a) << worse << " " << better;
    }
  }
}

TEST(WorstOf, IsDoneWhenNothingHolds) { EXPECT_EQ(WorstOf({}), ExitCode::kDone); }

TEST(ExitCodes, AreTheNumbersOfTheGuide) {
  EXPECT_EQ(static_cast<int>(ExitCode::kDone), 0);
  EXPECT_EQ(static_cast<int>(ExitCode::kNo), 1);
  EXPECT_EQ(static_cast<int>(ExitCode::kUsage), 2);
  EXPECT_EQ(static_cast<int>(ExitCode::kInput), 3);
  EXPECT_EQ(static_cast<int>(ExitCode::kIncomplete), 4);
  EXPECT_EQ(static_cast<int>(ExitCode::kVerify), 5);
  EXPECT_EQ(static_cast<int>(ExitCode::kEnvironment), 6);
}

TEST(Report, SaysErrorAndHintOnALineEachAndReturnsTheCode) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Report("funanon", {ExitCode::kInput, "cannot read x", "name a file"}), 3);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "funanon: error: cannot read x\nfunanon: hint: name a file\n");
}

TEST(Report, SaysNoHintWhereThereIsNone) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(Report("funkey", {ExitCode::kVerify, "wrong signature", ""}), 5);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "funkey: error: wrong signature\n");
}

TEST(Report, IsOneLineWhateverTheNameOfAFile) {
  testing::internal::CaptureStderr();
  Report("funkey",
         {ExitCode::kVerify, "data/a\nfunkey: yes\x1b[1m is changed", "get \u009b2J again"});
  Say("funkey", "of \u202Eb");
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "funkey: error: data/a?funkey: yes?[1m is changed\nfunkey: hint: get ?2J again\n"
            "funkey: of ?b\n");
}

TEST(FailureFromErrno, NamesTheDeedThePathAndTheReason) {
  errno = ENOENT;
  const auto failure = FailureFromErrno("open", "a.log");
  EXPECT_EQ(failure.error().message, "cannot open a.log: No such file or directory");
  EXPECT_EQ(failure.error().code, ExitCode::kEnvironment);
}

}  // namespace
}  // namespace fun
