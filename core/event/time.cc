#include "core/event/time.h"

#include <chrono>

namespace fun::event {
namespace {

constexpr EpochMs kSecond = 1000;
constexpr EpochMs kMinute = 60 * kSecond;
constexpr EpochMs kHour = 60 * kMinute;
constexpr EpochMs kDay = 24 * kHour;
constexpr EpochMs kFirst = -719'528 * kDay;        // 0000-01-01
constexpr EpochMs kBehindLast = 2'932'897 * kDay;  // 10000-01-01

// Takes pieces off the front of a text.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}

  bool is_empty() const { return rest_.empty(); }

  bool Take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool TakeDigit(int& digit) {
    if (rest_.empty() || rest_[0] < '0' || rest_[0] > '9') return false;
    digit = rest_[0] - '0';
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `digits` digits, at most `most` in value.
  bool TakeNumber(int digits, int most, int& value) {
    value = 0;
    for (int digit = 0; digits > 0; --digits) {
      if (!TakeDigit(digit)) return false;
      value = 10 * value + digit;
    }
    return value <= most;
  }

 private:
  std::string_view rest_;
};

// Days at the start of the date, as milliseconds.
std::optional<EpochMs> TakeDate(Pieces& pieces) {
  int year = 0;
  int month = 0;
  int day = 0;
  const bool is_date = pieces.TakeNumber(4, 9999, year) && pieces.Take('-') &&
                       pieces.TakeNumber(2, 12, month) && pieces.Take('-') &&
                       pieces.TakeNumber(2, 31, day);
  if (!is_date) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;  // 30 February
  return std::chrono::sys_days(date).time_since_epoch().count() * kDay;
}

// What stands behind "HH:MM:".
std::optional<EpochMs> TakeSeconds(Pieces& pieces) {
  int second = 0;
  if (!pieces.TakeNumber(2, 60, second)) return std::nullopt;
  EpochMs fraction = 0;
  if (pieces.Take('.')) {
    EpochMs weight = 100;
    int count = 0;
    for (int digit = 0; pieces.TakeDigit(digit); weight /= 10) {
      if (++count > 9) return std::nullopt;
      fraction += digit * weight;
    }
  }
  return second == 60 ? kMinute - 1 : second * kSecond + fraction;
}

// The offset to UTC at the end; nothing there is UTC.
std::optional<EpochMs> TakeOffset(Pieces& pieces) {
  if (pieces.is_empty() || pieces.Take('Z')) return 0;
  const bool is_west = pieces.Take('-');
  if (!is_west && !pieces.Take('+')) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  if (!pieces.TakeNumber(2, 23, hours)) return std::nullopt;
  pieces.Take(':');
  if (!pieces.TakeNumber(2, 59, minutes)) return std::nullopt;
  const EpochMs offset = hours * kHour + minutes * kMinute;
  return is_west ? -offset : offset;
}

void AppendNumber(std::int64_t value, int digits, std::string& out) {
  std::int64_t weight = 1;
  for (; digits > 1; --digits) weight *= 10;
  for (; weight > 0; weight /= 10) out += static_cast<char>('0' + value / weight % 10);
}

void AppendDate(EpochDay day, char between, std::string& out) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  AppendNumber(static_cast<int>(date.year()), 4, out);
  out += between;
  AppendNumber(static_cast<unsigned>(date.month()), 2, out);
  out += between;
  AppendNumber(static_cast<unsigned>(date.day()), 2, out);
}

}  // namespace

std::optional<EpochMs> ParseTime(std::string_view text) {
  Pieces pieces(text);
  const auto date = TakeDate(pieces);
  if (!date || (!pieces.Take('T') && !pieces.Take(' '))) return std::nullopt;
  int hour = 0;
  int minute = 0;
  const bool is_clock =
      pieces.TakeNumber(2, 23, hour) && pieces.Take(':') && pieces.TakeNumber(2, 59, minute);
  if (!is_clock) return std::nullopt;
  const std::optional<EpochMs> seconds = pieces.Take(':') ? TakeSeconds(pieces) : 0;
  if (!seconds) return std::nullopt;
  const auto offset = TakeOffset(pieces);
  if (!offset || !pieces.is_empty()) return std::nullopt;
  const EpochMs time = *date + hour * kHour + minute * kMinute + *seconds - *offset;
  if (time < kFirst || time >= kBehindLast) return std::nullopt;
  return time;
}

void AppendTimestamp(EpochMs time, std::string& out) {
  const EpochDay day = DayOf(time);
  const EpochMs of_day = time - day * kDay;
  AppendDate(day, '-', out);
  out += 'T';
  AppendNumber(of_day / kHour, 2, out);
  out += ':';
  AppendNumber(of_day % kHour / kMinute, 2, out);
  out += ':';
  AppendNumber(of_day % kMinute / kSecond, 2, out);
  out += '.';
  AppendNumber(of_day % kSecond, 3, out);
  out += 'Z';
}

EpochDay DayOf(EpochMs time) {
  const EpochMs days = time / kDay;
  return static_cast<EpochDay>(time % kDay < 0 ? days - 1 : days);
}

void AppendDay(EpochDay day, std::string& out) { AppendDate(day, '.', out); }

}  // namespace fun::event
