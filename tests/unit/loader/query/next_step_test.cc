#include "loader/query/next_step.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fun::loader {
namespace {

TEST(DashboardLink, GoesFromTheFirstDayThatWasLoadedToTheLast) {
  LoadSummary summary;
  for (const char* day : {"2015.02.03", "2014.12.31", "2015.01.10"}) {
    summary.indices["logs-" + std::string(day)] = {};
  }
  EXPECT_EQ(DashboardLink("https://kibana.example.org/base/", {.index_prefix = "logs-"}, summary),
            "https://kibana.example.org/base/app/dashboards#/view/tracking-logs-dashboard"
            "?_g=(time:(from:'2014-12-31T00:00:00.000Z',to:'2015-02-03T23:59:59.999Z'))");
}

TEST(DashboardLink, OfAStreamSaysNoDays) {
  LoadSummary summary;
  summary.indices["logs"] = {};
  EXPECT_EQ(DashboardLink("http://localhost:5601", {.stream = "logs"}, summary),
            "http://localhost:5601/app/dashboards#/view/tracking-logs-dashboard");
}

TEST(DashboardLink, IsEmptyWhenNothingWasLoaded) {
  EXPECT_EQ(DashboardLink("http://localhost:5601", {.index_prefix = "logs-"}, {}), "");
}

TEST(CheckDashboards, TakesAddressesOfServersOnly) {
  for (const char* base : {"", "http://localhost:5601", "https://[::1]:5601/s/space"}) {
    EXPECT_TRUE(CheckDashboards(base).has_value()) << base;
  }
  for (const char* base : {"localhost:5601", "file:///etc", "http://ada:secret@host", "http://a b",
                           "http://host/#/x", "http://host/\n", "http://h\xc3\xa9"}) {
    const auto checked = CheckDashboards(base);
    ASSERT_FALSE(checked.has_value());
    EXPECT_EQ(checked.error().code, ExitCode::kUsage);
    EXPECT_THAT(checked.error().message, testing::Not(testing::HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace fun::loader
