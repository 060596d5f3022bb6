#include "loader/transform/local_hour.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

int UtcHourOf(std::string_view time) { return HourOfDay(*event::ParseTime(time)); }

TEST(HourOfDay, IsOfUtc) {
  EXPECT_EQ(UtcHourOf("2015-02-02T00:30:00.864078+00:00"), 0);
  EXPECT_EQ(UtcHourOf("2015-02-02T00:30:00+01:00"), 23);
  EXPECT_EQ(UtcHourOf("1969-12-31T23:59:59Z"), 23);
  EXPECT_EQ(UtcHourOf("1969-12-31T00:00:00Z"), 0);
}

TEST(LocalHour, FollowsSummerTime) {
  auto paris = LocalHour::Make("Europe/Paris");
  ASSERT_TRUE(paris);
  const auto hour = [&](std::string_view time) { return paris->Of(*event::ParseTime(time)); };
  EXPECT_EQ(hour("2015-03-29T00:59:59Z"), 1);
  EXPECT_EQ(hour("2015-03-29T01:00:00Z"), 3);
  EXPECT_EQ(hour("2015-10-25T00:59:59Z"), 2);
  EXPECT_EQ(hour("2015-10-25T01:00:00Z"), 2);
  EXPECT_EQ(hour("2015-10-25T02:00:00Z"), 3);
  EXPECT_EQ(hour("1969-12-31T23:50:00Z"), 0);
}

TEST(LocalHour, RefusesWhatIsNoZone) {
  for (const char* zone :
       {"", "Europe", "Europe/Nowhere", "/etc/passwd", "../../etc/passwd", "a b"}) {
    const auto made = LocalHour::Make(zone);
    ASSERT_FALSE(made) << zone;
    EXPECT_EQ(made.error().code, ExitCode::kUsage);
  }
}

}  // namespace
}  // namespace fun::loader
