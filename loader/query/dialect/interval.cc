#include "loader/query/dialect/interval.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace fun::loader {
namespace {

constexpr std::string_view kCalendarWords[] = {
    "year", "1y", "quarter", "1q", "month",  "1M", "week",   "1w",
    "day",  "1d", "hour",    "1h", "minute", "1m", "second", "1s",
};

struct Unit {
  std::string_view name;
  std::uint64_t ms;
  std::string_view today;  // "": in milliseconds
};

constexpr Unit kUnits[] = {
    {"ms", 1, "ms"},        {"s", 1000, "s"},       {"m", 60'000, "m"},
    {"h", 3'600'000, "h"},  {"H", 3'600'000, "h"},  {"d", 86'400'000, "d"},
    {"D", 86'400'000, "d"}, {"w", 604'800'000, ""}, {"", 1, "ms"},
};
constexpr double kLongestMs = 1e15;

}  // namespace

std::optional<Interval> IntervalOf(const json::Value& value) {
  const std::string_view text = value.text;
  for (const std::string_view word : kCalendarWords) {
    if (value.is_string() && text == word) return Interval{true, std::string(word)};
  }
  double count = 0;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || !(count > 0)) return std::nullopt;
  const std::string_view name = text.substr(static_cast<std::size_t>(at - text.data()));
  for (const Unit& unit : kUnits) {
    if (name != unit.name) continue;
    const double ms = count * static_cast<double>(unit.ms);
    if (ms < 1 || ms > kLongestMs) return std::nullopt;
    if (!unit.today.empty() && count == std::floor(count)) {
      return Interval{false, std::to_string(std::uint64_t(count)) + std::string(unit.today)};
    }
    return Interval{false, std::to_string(std::uint64_t(ms)) + "ms"};
  }
  return std::nullopt;
}

}  // namespace fun::loader
