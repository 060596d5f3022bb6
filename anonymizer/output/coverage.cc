#include "anonymizer/output/coverage.h"

#include <algorithm>

#include "core/record/summary.h"

namespace fun::anonymizer {
namespace {

constexpr event::EpochMs kHour = 3'600'000;
constexpr int kHoursADay = 24;
constexpr std::size_t kFirstSlots = std::size_t{1} << 12;

std::string TimeText(event::EpochMs time) {
  std::string text;
  event::AppendTimestamp(time, text);
  return text;
}

}  // namespace

void CoverageCounter::Add(std::span<const LineMark> marks) {
  for (const LineMark& mark : marks) {
    if (mark.time) AddTime(*mark.time);
    AddHash(mark.hash);
  }
}

void CoverageCounter::AddTime(event::EpochMs time) {
  if (coverage_.with_time++ == 0) {
    coverage_.first = coverage_.last = time;
    first_day_ = event::DayOf(time);
  }
  if (time < coverage_.last) ++coverage_.out_of_order;
  coverage_.first = std::min(coverage_.first, time);
  coverage_.last = std::max(coverage_.last, time);
  const event::EpochDay day = event::DayOf(time);
  if (day < first_day_) {
    days_.insert(days_.begin(), static_cast<std::size_t>(first_day_ - day), 0);
    first_day_ = day;
  }
  const auto at = static_cast<std::size_t>(day - first_day_);
  if (at >= days_.size()) days_.resize(at + 1);
  days_[at] |= 1U << (time - event::EpochMs{day} * kHoursADay * kHour) / kHour;
}

void CoverageCounter::AddHash(std::uint64_t hash) {
  hash += static_cast<std::uint64_t>(hash == 0);  // 0 marks a free slot
  if (4 * (remembered_ + 1) > 3 * hashes_.size() && remembered_ < kMostHashes) Grow();
  if (!Insert(hash)) ++coverage_.identical;
}

// False when it is there already.
bool CoverageCounter::Insert(std::uint64_t hash) {
  const std::size_t mask = hashes_.size() - 1;
  std::size_t at = hash & mask;
  for (; hashes_[at] != 0; at = (at + 1) & mask) {
    if (hashes_[at] == hash) return false;
  }
  if (remembered_ == kMostHashes) {
    ++coverage_.not_compared;
  } else {
    hashes_[at] = hash;
    ++remembered_;
  }
  return true;
}

void CoverageCounter::Grow() {
  std::vector<std::uint64_t> old(std::max(kFirstSlots, 2 * hashes_.size()));
  old.swap(hashes_);
  remembered_ = 0;
  for (const std::uint64_t hash : old) {
    if (hash != 0) Insert(hash);
  }
}

Coverage CoverageCounter::Finish() const {
  Coverage coverage = coverage_;
  if (coverage.with_time == 0) return coverage;
  const auto hours = (coverage.last - event::EpochMs{first_day_} * kHoursADay * kHour) / kHour;
  std::uint64_t gap = 0;
  bool has_begun = false;
  for (event::EpochMs hour = 0; hour <= hours; ++hour) {
    const auto day = static_cast<std::size_t>(hour / kHoursADay);
    if ((days_[day] >> hour % kHoursADay & 1U) != 0) {
      has_begun = true;
      gap = 0;
      continue;
    }
    if (!has_begun) continue;
    ++coverage.silent_hours;
    if (++gap <= coverage.longest_gap) continue;
    coverage.longest_gap = gap;
    coverage.gap_begin = event::EpochMs{first_day_} * kHoursADay * kHour +
                         (hour + 1 - static_cast<event::EpochMs>(gap)) * kHour;
  }
  return coverage;
}

void CoverageCounter::Reset() {
  coverage_ = {};
  days_.clear();
  hashes_ = {};
  remembered_ = 0;
}

std::string CoverageMembers(const Coverage& coverage, std::uint64_t lines) {
  record::JsonObject object;
  object.Add("without_time", lines - coverage.with_time);
  if (coverage.with_time != 0) {
    object.Add("first", TimeText(coverage.first)).Add("last", TimeText(coverage.last));
  }
  object.Add("out_of_order", coverage.out_of_order)
      .Add("hours_without_events", coverage.silent_hours)
      .Add("longest_gap_hours", coverage.longest_gap);
  if (coverage.longest_gap != 0) object.Add("longest_gap_from", TimeText(coverage.gap_begin));
  object.Add("identical_lines", coverage.identical)
      .Add("lines_not_compared", coverage.not_compared);
  const std::string text = object.Text();
  return text.substr(1, text.size() - 2);
}

}  // namespace fun::anonymizer
