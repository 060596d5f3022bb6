// The hour of the day where the learners are, summer time and all.
#pragma once

#include <limits>
#include <string>

#include "core/base/error.h"
#include "core/event/time.h"

namespace fun::loader {

// 0 to 23, in UTC.
int HourOfDay(event::EpochMs time);

// One thread.  The C library has one time zone a process: the last that was made holds.
class LocalHour {
 public:
  // `zone` as in "Europe/Paris".  kUsage when this machine does not know it.
  static Result<LocalHour> Make(const std::string& zone);

  // 0 to 23.
  int Of(event::EpochMs time);

 private:
  LocalHour() = default;

  // No zone changes its offset within a quarter of an hour; events come in order.
  event::EpochMs quarter_ = std::numeric_limits<event::EpochMs>::min();
  int hour_ = 0;
};

}  // namespace fun::loader
