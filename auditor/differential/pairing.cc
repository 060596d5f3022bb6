#include "auditor/differential/pairing.h"

#include <algorithm>
#include <utility>

#include "auditor/judge/place.h"

namespace fun::auditor {
namespace {

constexpr event::EpochMs kHour = 3'600'000;
constexpr std::size_t kMostVainSearches = 32;
constexpr std::uint64_t kFewestPseudonyms = 8;  // of which something may be concluded

// Something in common, for people would say that the two are one.
bool IsLike(const ComparisonCounts& counts, std::uint64_t cost) { return cost * 2 < counts.values; }

}  // namespace

bool Pairing::HasWrongKey() const {
  return counts_.first_pseudonyms >= kFewestPseudonyms &&
         counts_.first_wrong * 2 > counts_.first_pseudonyms;
}

// False: the raw log has no more, or no more room is for it.
Result<bool> Pairing::HasAhead(std::size_t count) {
  while (ahead_.size() < count) {
    if (has_ended_ || (!ahead_.empty() && bytes_ahead_ > kMostBytesAhead)) return false;
    RawLine line;
    const auto has_line = lines_.Next(line);
    if (!has_line) return has_line;
    if (!*has_line) {
      has_ended_ = true;
      return false;
    }
    bytes_ahead_ += line.text.size();
    ahead_.push_back(std::move(line));
  }
  return true;
}

const Tree& Pairing::Parsed(const RawLine& raw) {
  event::Line line;
  splitter_.Start(raw.text);
  if (splitter_.Next(line)) (void)raw_tree_.ParseLine(line, max_depth_);  // it was read before
  return raw_tree_;
}

// By the times alone.  Whoever changed a time made another event of it.
bool Pairing::MayBe(const RawLine& raw, std::optional<event::EpochMs> time) const {
  if (!raw.time || !time) return true;
  const event::EpochMs since = *raw.time - *time;
  return is_coarse_ ? since >= 0 && since < kHour : since == 0;
}

// A wrong key makes all pseudonyms wrong: then they tell nothing of lines.
std::uint64_t Pairing::CostOf(const ComparisonCounts& counts) const {
  return HasWrongKey() ? counts.faults - counts.wrong_pseudonyms : counts.faults;
}

ComparisonCounts Pairing::Try(const RawLine& raw, const Tree& line) {
  return comparison_.Compare(Parsed(raw), line, nullptr);
}

Result<void> Pairing::Take(const Tree& line, std::optional<event::EpochMs> time,
                           std::vector<Finding>& findings) {
  for (;;) {
    const auto has_next = HasAhead(1);
    if (!has_next) return std::unexpected(has_next.error());
    if (!*has_next) break;
    const bool may_be = MayBe(ahead_.front(), time);
    const ComparisonCounts next = may_be ? Try(ahead_.front(), line) : ComparisonCounts();
    const std::uint64_t cost = CostOf(next);
    const bool is_like = may_be && IsLike(next, cost);
    if (may_be && cost == 0) {
      vain_searches_ = 0;
      Pair(line, findings);
      return {};
    }
    // One fault is more likely a fault than a line too few.
    const bool searches = !is_like || (cost > 1 && vain_searches_ < kMostVainSearches);
    if (searches) {
      const auto found = FindAhead(line, time);
      if (!found) return std::unexpected(found.error());
      if (*found != 0) {
        vain_searches_ = 0;
        for (std::size_t i = 0; i < *found; ++i) Leave(true, findings);
        Pair(line, findings);
        return {};
      }
      ++vain_searches_;
    }
    if (WasBehind(line, time)) break;
    if (is_like) {
      Pair(line, findings);
      return {};
    }
    const auto skipped = SkipOlder(time, findings);
    if (!skipped) return std::unexpected(skipped.error());
    if (!*skipped) break;
  }
  ++counts_.added;
  Finding added;
  added.rule = kAddedRule;
  added.severity = SeverityOf(kAddedRule);
  added.string = {0, line.text().size()};
  added.shape = WithLength("line", line.text().size());
  findings.push_back(std::move(added));
  return {};
}

// How far ahead the raw line stands that `line` was made of; 0 if it is not in sight.  One without
// a fault, else the first that is like it.
Result<std::size_t> Pairing::FindAhead(const Tree& line, std::optional<event::EpochMs> time) {
  std::size_t like = 0;
  for (std::size_t i = 1; i < kMostAhead; ++i) {
    const auto is_there = HasAhead(i + 1);
    if (!is_there) return std::unexpected(is_there.error());
    if (!*is_there) break;
    if (!MayBe(ahead_[i], time)) continue;
    const ComparisonCounts counts = Try(ahead_[i], line);
    const std::uint64_t cost = CostOf(counts);
    if (cost == 0) return i;
    if (like == 0 && !is_coarse_ && !MayBe(ahead_.front(), time) && IsLike(counts, cost)) like = i;
  }
  return like;
}

// True when `line` was made of a raw line that is behind: it stands there twice, or late.
bool Pairing::WasBehind(const Tree& line, std::optional<event::EpochMs> time) {
  return std::ranges::any_of(behind_, [this, &line, time](const RawLine& raw) {
    return MayBe(raw, time) && CostOf(Try(raw, line)) == 0;
  });
}

// Leaves all that is in sight when `time` is behind all of it: so many lines are missing.
Result<bool> Pairing::SkipOlder(std::optional<event::EpochMs> time,
                                std::vector<Finding>& findings) {
  if (!time) return false;
  const auto is_full = HasAhead(kMostAhead);
  if (!is_full) return is_full;
  const event::EpochMs end = *time + (is_coarse_ ? 0 : -1);
  const bool is_older = std::ranges::all_of(
      ahead_, [end](const RawLine& raw) { return raw.time && *raw.time <= end; });
  if (!is_older || has_ended_) return false;
  while (!ahead_.empty()) Leave(true, findings);
  return true;
}

// `line` with the next raw one.
void Pairing::Pair(const Tree& line, std::vector<Finding>& findings) {
  const ComparisonCounts counts = comparison_.Compare(Parsed(ahead_.front()), line, &findings);
  ++counts_.pairs;
  if (counts_.first_pseudonyms < kFirst) {
    counts_.first_pseudonyms += counts.pseudonyms;
    counts_.first_wrong += counts.wrong_pseudonyms;
  }
  Leave(false, findings);
}

// The next raw line goes behind.
void Pairing::Leave(bool is_missing, std::vector<Finding>& findings) {
  RawLine& raw = ahead_.front();
  if (is_missing && !raw.is_optional) {
    ++counts_.missing;
    Finding missing;
    missing.rule = kMissingRule;
    missing.severity = SeverityOf(kMissingRule);
    missing.shape = WithLength("line", raw.text.size());
    findings.push_back(std::move(missing));
  }
  bytes_ahead_ -= raw.text.size();
  bytes_behind_ += raw.text.size();
  behind_.push_back(std::move(raw));
  ahead_.pop_front();
  while (behind_.size() > kMostAhead || (behind_.size() > 1 && bytes_behind_ > kMostBytesAhead)) {
    bytes_behind_ -= behind_.front().text.size();
    behind_.pop_front();
  }
}

Result<bool> Pairing::TakeLeftOver(std::vector<Finding>& findings) {
  const auto has_next = HasAhead(1);
  if (has_next && *has_next) Leave(true, findings);
  return has_next;
}

}  // namespace fun::auditor
