#include "loader/transform/local_hour.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "core/base/ascii.h"

namespace fun::loader {
namespace {

constexpr event::EpochMs kHour = 3'600'000;
constexpr event::EpochMs kQuarter = kHour / 4;

event::EpochMs FloorDivide(event::EpochMs time, event::EpochMs unit) {
  return time / unit - (time % unit < 0 ? 1 : 0);
}

bool IsZoneCharacter(char c) {
  return IsLetterOrDigit(c) || std::string_view("/_+-").find(c) != std::string_view::npos;
}

bool IsKnownZone(const std::string& zone) {
  struct stat file = {};
  return !zone.empty() && zone[0] != '/' && std::ranges::all_of(zone, IsZoneCharacter) &&
         ::stat(("/usr/share/zoneinfo/" + zone).c_str(), &file) == 0 && S_ISREG(file.st_mode);
}

}  // namespace

int HourOfDay(event::EpochMs time) {
  const event::EpochMs hour = FloorDivide(time, kHour) % 24;
  return static_cast<int>(hour < 0 ? hour + 24 : hour);
}

Result<LocalHour> LocalHour::Make(const std::string& zone) {
  if (!IsKnownZone(zone)) {
    return Failure(ExitCode::kUsage, "--tz names no time zone of this machine",
                   "as in --tz Europe/Paris; Debian's package tzdata has them");
  }
  ::setenv("TZ", (":" + zone).c_str(), 1);
  ::tzset();
  return LocalHour();
}

int LocalHour::Of(event::EpochMs time) {
  const event::EpochMs quarter = FloorDivide(time, kQuarter);
  if (quarter != quarter_) {
    const std::time_t seconds = FloorDivide(time, 1'000);
    std::tm local = {};
    hour_ = ::localtime_r(&seconds, &local) == nullptr ? HourOfDay(time) : local.tm_hour;
    quarter_ = quarter;
  }
  return hour_;
}

}  // namespace fun::loader
