#include "loader/query/dialect/interval.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

std::string Widths(std::string_view text) {
  const auto interval = IntervalOf(json::StringValue(text));
  if (!interval) return "none";
  return (interval->is_calendar ? "calendar " : "fixed ") + interval->text;
}

TEST(IntervalOf, OneUnitIsOfTheCalendar) {
  for (const char* const word :
       {"year", "1y", "quarter", "month", "1M", "week", "1d", "hour", "1m", "1s"}) {
    EXPECT_EQ(Widths(word), "calendar " + std::string(word));
  }
}

TEST(IntervalOf, SeveralAreOfFixedWidth) {
  EXPECT_EQ(Widths("90m"), "fixed 90m");
  EXPECT_EQ(Widths("2D"), "fixed 2d");
  EXPECT_EQ(Widths("1.5h"), "fixed 5400000ms");
  EXPECT_EQ(Widths("2w"), "fixed 1209600000ms");
  EXPECT_EQ(Widths("500ms"), "fixed 500ms");
  EXPECT_EQ(Widths("3600000"), "fixed 3600000ms");
}

TEST(IntervalOf, WhatIsNoWidthIsNone) {
  for (const char* const bad :
       {"", "2M", "2y", "month ", "0d", "-1h", "1", "d", "nan", "inf", "1e300h", "0.1ms"}) {
    const bool is_good = std::string_view(bad) == "1";  // a millisecond
    EXPECT_EQ(Widths(bad), is_good ? "fixed 1ms" : "none") << bad;
  }
}

}  // namespace
}  // namespace fun::loader
