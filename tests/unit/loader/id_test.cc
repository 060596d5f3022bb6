#include "loader/id.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <string>

namespace fun::loader {
namespace {

std::string NextOf(IdMaker& ids, std::string_view json, event::EpochMs time) {
  const RecordId id = ids.Next(json, time);
  return std::string(TextOf(id));
}

// Computed once by Python's hashlib from the words of id.h.
TEST(IdMaker, MakesTheIdsThatOtherImplementationsMake) {
  IdMaker ids;
  EXPECT_EQ(NextOf(ids, R"({"a":1})", 0), "--------KhuLk4_gZUnVKk");
  EXPECT_EQ(NextOf(ids, R"({"a":1})", 0), "--------SQbeuTdTwFz4B-");
  IdMaker others;
  EXPECT_EQ(NextOf(others, R"({"a":1})", 1'422'837'000'864), "-Jh6gPeVKhuLk4_gZUnVKk");
  EXPECT_EQ(NextOf(others, R"({"a":1} )", 1'422'837'000'864), "-Jh6gPeVli_pOIJ7NMtZXk");
}

TEST(IdMaker, GivesEachReleaseItsOwn) {
  IdMaker plain;
  IdMaker spring("spring");
  EXPECT_EQ(NextOf(plain, R"({"a":1})", 0), "--------KhuLk4_gZUnVKk");
  EXPECT_EQ(NextOf(spring, R"({"a":1})", 0), "--------bkJlGkRufE5MQF");
}

TEST(IdMaker, GivesTheSameStreamTheSameIds) {
  IdMaker once;
  IdMaker twice;
  for (int i = 0; i < 1'000; ++i) {
    const std::string json = R"({"n":)" + std::to_string(i % 37) + "}";
    ASSERT_EQ(NextOf(once, json, i), NextOf(twice, json, i));
  }
}

TEST(IdMaker, OrdersIdsByTime) {
  std::mt19937_64 random(20240607);
  std::vector<std::pair<event::EpochMs, std::string>> made;
  IdMaker ids;
  for (int i = 0; i < 2'000; ++i) {
    const auto time = static_cast<event::EpochMs>(random() % 253'402'300'800'000U);
    made.emplace_back(time, NextOf(ids, R"({"n":)" + std::to_string(i) + "}", time));
  }
  std::ranges::sort(made);
  EXPECT_TRUE(std::ranges::is_sorted(made, {}, [](const auto& row) { return row.second; }));
}

TEST(IdMaker, TreatsATimeBefore1970As1970) {
  IdMaker ids;
  EXPECT_TRUE(NextOf(ids, "{}", -1).starts_with("--------"));
}

TEST(IdMaker, AlphabetIsInAsciiOrder) {
  EXPECT_EQ(kIdAlphabet.size(), 64U);
  EXPECT_TRUE(std::ranges::is_sorted(kIdAlphabet));
}

TEST(RecentLines, CountsLikeAListOfTheLastLines) {
  std::mt19937_64 random(20240607);
  RecentLines recent;
  std::deque<std::uint64_t> last;  // 0: skipped
  std::map<std::uint64_t, std::uint64_t> counts;
  for (std::size_t i = 0; i < 3 * kRecentLines; ++i) {
    // Few distinct values in few slots of the table: many repetitions and long runs.
    const std::uint64_t hash = 1 + random() % 300'000 + ((random() % 4) << 40);
    const bool is_skipped = random() % 10 == 0;
    if (is_skipped) {
      recent.Skip();
    } else {
      ASSERT_EQ(recent.Add(hash), counts[hash]) << i;
      ++counts[hash];
    }
    last.push_back(is_skipped ? 0 : hash);
    if (last.size() > kRecentLines) {
      if (last.front() != 0) --counts[last.front()];
      last.pop_front();
    }
  }
}

TEST(RecentLines, ForgetsALineBehindTheWindow) {
  RecentLines recent;
  EXPECT_EQ(recent.Add(7), 0U);
  for (std::size_t i = 1; i < kRecentLines; ++i) recent.Skip();
  EXPECT_EQ(recent.Add(7), 1U);  // the 262,144th line behind it still sees it
  for (std::size_t i = 0; i < kRecentLines; ++i) recent.Skip();
  EXPECT_EQ(recent.Add(7), 0U);
}

}  // namespace
}  // namespace fun::loader
