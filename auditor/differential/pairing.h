// Finds for each line of an anonymized log the raw line that it was made of.
//
// Both are in the same order, but either may lack lines.  So a line is compared with the next raw
// one; when they differ, with the raw lines ahead and with those just left behind.  All that is
// kept of the raw log is kMostAhead lines ahead and as many behind: memory does not grow.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "auditor/differential/compare/comparison.h"
#include "auditor/differential/raw_lines.h"
#include "core/base/error.h"

namespace fun::auditor {

inline constexpr std::size_t kMostAhead = 64;                    // raw lines
inline constexpr std::size_t kMostBytesAhead = 8 * 1024 * 1024;  // of them, but for the first

struct PairingCounts {
  std::uint64_t pairs = 0;
  std::uint64_t added = 0;             // anonymized lines without a raw one
  std::uint64_t missing = 0;           // raw lines without an anonymized one
  std::uint64_t first_pseudonyms = 0;  // of fields; up to kFirst
  std::uint64_t first_wrong = 0;       // of them
};

// One thread at a time.
class Pairing {
 public:
  static constexpr std::uint64_t kFirst = 1000;

  // `lines` and `comparison` outlive it.  `is_coarse`: the policy leaves of times the hour.
  Pairing(RawLines& lines, Comparison& comparison, bool is_coarse, std::size_t max_depth)
      : lines_(lines), comparison_(comparison), is_coarse_(is_coarse), max_depth_(max_depth) {}

  // Appends what is wrong with `line`, an event: first the raw lines that are missing before it.
  // Errors as RawLines::Next.
  Result<void> Take(const Tree& line, std::optional<event::EpochMs> time,
                    std::vector<Finding>& findings);

  // The next raw line that is left over; false behind the last.  After all lines were taken.
  Result<bool> TakeLeftOver(std::vector<Finding>& findings);

  const PairingCounts& counts() const { return counts_; }

  // True when of the first pseudonyms more than half are others than the key makes.
  bool HasWrongKey() const;

 private:
  Result<bool> HasAhead(std::size_t count);
  const Tree& Parsed(const RawLine& raw);
  bool MayBe(const RawLine& raw, std::optional<event::EpochMs> time) const;
  std::uint64_t CostOf(const ComparisonCounts& counts) const;
  ComparisonCounts Try(const RawLine& raw, const Tree& line);
  Result<std::size_t> FindAhead(const Tree& line, std::optional<event::EpochMs> time);
  bool WasBehind(const Tree& line, std::optional<event::EpochMs> time);
  Result<bool> SkipOlder(std::optional<event::EpochMs> time, std::vector<Finding>& findings);
  void Pair(const Tree& line, std::vector<Finding>& findings);
  void Leave(bool is_missing, std::vector<Finding>& findings);

  RawLines& lines_;
  Comparison& comparison_;
  bool is_coarse_;
  std::size_t max_depth_;
  std::deque<RawLine> ahead_;
  std::deque<RawLine> behind_;
  std::size_t bytes_ahead_ = 0;
  std::size_t bytes_behind_ = 0;
  std::size_t vain_searches_ = 0;  // one behind the other
  bool has_ended_ = false;
  event::LineSplitter splitter_;
  Tree raw_tree_;
  PairingCounts counts_;
};

}  // namespace fun::auditor
