// How wide a date_histogram's buckets are: one word in 1.x, two kinds of width today.
#pragma once

#include <optional>
#include <string>

#include "core/json/value.h"

namespace fun::loader {

struct Interval {
  bool is_calendar = false;  // calendar_interval: one month, whatever its length
  std::string text;          // as fixed_interval has it, when it is fixed
};

// "month", "1M", "90m", "1.5h", 3600000 (milliseconds); nothing for what 1.x did not take, as "2M".
std::optional<Interval> IntervalOf(const json::Value& value);

}  // namespace fun::loader
