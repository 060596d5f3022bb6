#include "auditor/options.h"

#include <gtest/gtest.h>

#include "core/base/command_line.h"

namespace fun::auditor {
namespace {

// True when `arguments` are taken.
bool Parse(std::vector<const char*> arguments, Options& options) {
  CommandLine command("funaudit", "");
  AddOptions(command, options);
  arguments.insert(arguments.begin(), "funaudit");
  testing::internal::CaptureStderr();
  // Nothing in the command line is written to; main's argv merely is not const.
  const bool is_taken =
      !command.Parse(static_cast<int>(arguments.size()), const_cast<char**>(arguments.data()));
  testing::internal::GetCapturedStderr();
  return is_taken;
}

TEST(Options, TakeOneFileAfterIdentitiesAndInputsBehindIt) {
  Options options;
  ASSERT_TRUE(Parse({"--identities", "a.csv", "x.log", "--identities", "b.csv", "y.log"}, options));
  EXPECT_EQ(options.identities, (std::vector<std::string>{"a.csv", "b.csv"}));
  EXPECT_EQ(options.input.inputs, (std::vector<std::string>{"x.log", "y.log"}));
}

TEST(Options, HaveDefaultsThatRefuseMost) {
  Options options;
  ASSERT_TRUE(Parse({}, options));
  EXPECT_EQ(options.policy, "");
  EXPECT_EQ(options.fail_on, "error");
  EXPECT_FALSE(options.input.allow_empty);
}

TEST(Options, RefuseUnknownSeveritiesAndNumbersBelowZero) {
  Options options;
  EXPECT_TRUE(Parse({"--fail-on", "note", "-j", "2", "--max-findings", "0"}, options));
  EXPECT_FALSE(Parse({"--fail-on", "none"}, options));
  EXPECT_FALSE(Parse({"-j", "-1"}, options));
  EXPECT_FALSE(Parse({"--max-findings", "-1"}, options));
}

}  // namespace
}  // namespace fun::auditor
