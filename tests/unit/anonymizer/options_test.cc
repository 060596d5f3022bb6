#include "anonymizer/options.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "anonymizer/run.h"
#include "anonymizer/values.h"
#include "core/detect/rules.h"

namespace fun::anonymizer {
namespace {

TEST(MostRejects, IsANumberOrAShareOfTheLines) {
  EXPECT_EQ(MostRejects("0", 1'000).value(), 0U);
  EXPECT_EQ(MostRejects("7", 0).value(), 7U);
  EXPECT_EQ(MostRejects("1%", 1'000).value(), 10U);
  EXPECT_EQ(MostRejects("0.1%", 1'000).value(), 1U);
  EXPECT_EQ(MostRejects("1%", 99).value(), 0U);  // rounded down
  EXPECT_EQ(MostRejects("100%", 321'547).value(), 321'547U);
}

TEST(MostRejects, RefusesEverythingElse) {
  for (const char* const text :
       {"", "%", "x", "-1", "1.5", "101%", "-1%", "1%%", "1 %", " 1", "1e", "nan", "inf", "nan%"}) {
    const auto most = MostRejects(text, 1'000);
    ASSERT_FALSE(most.has_value()) << text;
    EXPECT_EQ(most.error().code, ExitCode::kUsage) << text;
  }
}

TEST(RunSummary, EndsWithNoWhenMoreLinesWereRejectedThanAllowed) {
  RunSummary summary;
  EXPECT_EQ(summary.exit_code(), ExitCode::kDone);
  summary.lines.rejected = 1;
  EXPECT_EQ(summary.exit_code(), ExitCode::kNo);
  summary.most_rejects = 1;
  EXPECT_EQ(summary.exit_code(), ExitCode::kDone);
}

TEST(HasPseudonymShape, WantsExactly64LowerCaseHexDigits) {
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  EXPECT_TRUE(HasPseudonymShape(hex));
  EXPECT_FALSE(HasPseudonymShape(""));
  EXPECT_FALSE(HasPseudonymShape(hex.substr(1)));
  EXPECT_FALSE(HasPseudonymShape(hex + "0"));
  EXPECT_FALSE(HasPseudonymShape("A" + hex.substr(1)));
  EXPECT_FALSE(HasPseudonymShape("g" + hex.substr(1)));
}

TEST(FieldCounts, AddUpFieldByField) {
  FieldCounts part;
  part.pseudonyms = part.dropped = part.dropped_by_type = part.dropped_too_deep = 1;
  part.truncated_ips = part.tails_cut = part.prefixes = part.mentions = part.secrets = 1;
  part.redacted.fill(1);
  FieldCounts sum = part;
  sum += part;
  std::string redacted;
  for (const detect::Rule& rule : detect::Rules()) {
    redacted += (redacted.empty() ? "\"" : ",\"") + std::string(rule.id) + "\":2";
  }
  EXPECT_EQ(
      FieldCountsJson(sum),
      R"({"pseudonyms":2,"dropped":2,"dropped_by_type":2,"dropped_too_deep":2,)"
      R"("truncated_ips":2,"tails_cut":2,"prefixes":2,"mentions":2,"secrets":2,"redacted":{)" +
          redacted + "}}");
}

}  // namespace
}  // namespace fun::anonymizer
