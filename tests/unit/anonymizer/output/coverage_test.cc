#include "anonymizer/output/coverage.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace fun::anonymizer {
namespace {

constexpr event::EpochMs kHour = 3'600'000;

// A line that happened so many hours after 1970 began; its hash is its own.
LineMark At(event::EpochMs hours, std::uint64_t hash) { return {hash, hours * kHour}; }

Coverage CoverageOf(const std::vector<LineMark>& marks) {
  CoverageCounter counter;
  counter.Add(marks);
  return counter.Finish();
}

TEST(Coverage, OfALogInOrderHasNoHole) {
  const Coverage coverage = CoverageOf({At(10, 1), At(11, 2), At(11, 3), At(12, 4)});
  EXPECT_EQ(
      CoverageMembers(coverage, 5),
      R"("without_time":1,"first":"1970-01-01T10:00:00.000Z","last":"1970-01-01T12:00:00.000Z",)"
      R"("out_of_order":0,"hours_without_events":0,"longest_gap_hours":0,)"
      R"("identical_lines":0,"lines_not_compared":0)");
}

TEST(Coverage, CountsTheHoursWithoutEventsAndNamesTheLongestGap) {
  const Coverage coverage = CoverageOf({At(1, 1), At(3, 2), At(30, 3), At(33, 4)});
  EXPECT_EQ(coverage.silent_hours, 1U + 26U + 2U);
  EXPECT_EQ(coverage.longest_gap, 26U);
  EXPECT_EQ(coverage.gap_begin, 4 * kHour);
}

TEST(Coverage, CountsLinesThatAreEarlierThanOneBeforeThem) {
  const Coverage coverage = CoverageOf({At(5, 1), At(3, 2), At(4, 3), At(5, 4), At(6, 5)});
  EXPECT_EQ(coverage.out_of_order, 2U);
  EXPECT_EQ(coverage.first, 3 * kHour);
  EXPECT_EQ(coverage.last, 6 * kHour);
}

TEST(Coverage, CountsIdenticalLinesAlsoWithoutATime) {
  const Coverage coverage = CoverageOf({At(5, 7), At(5, 7), {0, {}}, {0, {}}, {1, {}}});
  EXPECT_EQ(coverage.identical, 3U);  // 0 and 1 share a place in the table: one hash in 2^64
  EXPECT_EQ(coverage.with_time, 2U);
}

TEST(Coverage, OfNothingIsNothing) {
  EXPECT_EQ(CoverageMembers(CoverageOf({}), 0),
            R"("without_time":0,"out_of_order":0,"hours_without_events":0,"longest_gap_hours":0,)"
            R"("identical_lines":0,"lines_not_compared":0)");
}

TEST(Coverage, AgreesWithSetsOnRandomLines) {
  std::mt19937 random(20240607);
  for (int round = 0; round < 200; ++round) {
    std::vector<LineMark> marks;
    std::set<event::EpochMs> hours;
    std::set<std::uint64_t> hashes;
    for (int i = 0; i < 50; ++i) {
      const auto hour = static_cast<event::EpochMs>(random() % 400) - 200;
      marks.push_back(At(hour, 1 + random() % 100));
      hours.insert(hour);
      hashes.insert(marks.back().hash);
    }
    const Coverage coverage = CoverageOf(marks);
    EXPECT_EQ(coverage.identical, marks.size() - hashes.size());
    const auto span = static_cast<std::size_t>(*hours.rbegin() - *hours.begin() + 1);
    EXPECT_EQ(coverage.silent_hours, span - hours.size());
    std::size_t longest = 0;
    for (auto at = hours.begin(), next = std::next(at); next != hours.end(); at = next++) {
      longest = std::max(longest, static_cast<std::size_t>(*next - *at - 1));
    }
    EXPECT_EQ(coverage.longest_gap, longest);
  }
}

TEST(Coverage, StopsRememberingLinesWhenItsMemoryIsFull) {
  CoverageCounter counter;
  std::vector<LineMark> marks(1 << 20);
  std::uint64_t next = 1;
  for (int part = 0; part < 4; ++part) {
    for (LineMark& mark : marks) mark.hash = next++ * 0x9E3779B97F4A7C15;
    counter.Add(marks);
  }
  counter.Add(std::vector<LineMark>{{0x9E3779B97F4A7C15, {}}});
  EXPECT_EQ(counter.Finish().not_compared, (std::size_t{4} << 20) - kMostHashes);
  EXPECT_EQ(counter.Finish().identical, 1U);
  counter.Reset();
  EXPECT_EQ(counter.Finish().identical, 0U);
}

TEST(Coverage, TakesYearsFarApart) {
  CoverageCounter counter;
  for (const char* const text :
       {"2015-02-01T10:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:00:00Z"}) {
    counter.Add(std::vector<LineMark>{{1, event::ParseTime(text)}});
  }
  EXPECT_EQ(counter.Finish().silent_hours, std::uint64_t{3'652'425} * 24 - 3);
}

}  // namespace
}  // namespace fun::anonymizer
