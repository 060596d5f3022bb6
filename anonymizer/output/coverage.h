// Does a log cover what it should?  First and last event, order, holes, repetitions.
//
// To be read before a release is made: a day that is missing, or that was concatenated twice,
// is seen here and nowhere else.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "anonymizer/output/line_marks.h"

namespace fun::anonymizer {

// Of one file.  Numbers of 64 bits only: the journal keeps them as they are.
struct Coverage {
  std::uint64_t with_time = 0;  // lines; 0: all members below but the last two mean nothing
  event::EpochMs first = 0;
  event::EpochMs last = 0;
  std::uint64_t out_of_order = 0;  // lines earlier than one before them
  std::uint64_t silent_hours = 0;  // clock hours in UTC without an event, between first and last
  std::uint64_t longest_gap = 0;   // of these, most in a row
  event::EpochMs gap_begin = 0;    // its first hour
  std::uint64_t identical = 0;     // lines equal to one before them, by a hash of 64 bits
  std::uint64_t not_compared = 0;  // lines that came when the memory below was full
};

// Hashes remembered of one file: 24 MiB of 32.  Later lines are compared with these only.
inline constexpr std::size_t kMostHashes = std::size_t{3} << 20;

class CoverageCounter {
 public:
  // Marks of the next lines in the order of the file.
  void Add(std::span<const LineMark> marks);

  Coverage Finish() const;

  // For the next file.
  void Reset();

 private:
  void AddTime(event::EpochMs time);
  void AddHash(std::uint64_t hash);
  bool Insert(std::uint64_t hash);
  void Grow();

  Coverage coverage_;
  std::vector<std::uint32_t> days_;  // one bit an hour; days_[0] is first_day_
  event::EpochDay first_day_ = 0;
  std::vector<std::uint64_t> hashes_;  // open addressing; 0: free
  std::size_t remembered_ = 0;
};

// {"without_time":…,"first":"…",…} without its braces; `lines` are those that left.
std::string CoverageMembers(const Coverage& coverage, std::uint64_t lines);

}  // namespace fun::anonymizer
