#include "auditor/options.h"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

namespace fun::auditor {
namespace {

// True when `arguments` are taken.
bool Parse(std::vector<std::string> arguments, Options& options) {
  CLI::App app{"", "funaudit"};
  AddOptions(app, options);
  std::ranges::reverse(arguments);
  try {
    app.parse(arguments);
  } catch (const CLI::ParseError&) {
    return false;
  }
  return true;
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
  EXPECT_EQ(options.policy, "standard");
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
