// The detector with its conditions against the same rules by RE2 alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/detect/detector.h"

namespace fun::detect {
namespace {

bool operator==(const Match& a, const Match& b) { return a.rule == b.rule && a.span == b.span; }

class ExhaustiveTest : public testing::Test {
 protected:
  // Returns how many matches there were.
  std::size_t ExpectSame(std::string_view text) {
    fast_.clear();
    slow_.clear();
    detector_.Scan(text, fast_);
    detector_.ScanExhaustively(text, slow_);
    EXPECT_TRUE(std::ranges::equal(fast_, slow_, [](const Match& a, const Match& b) {
      return a == b;
    })) << testing::PrintToString(text);
    return fast_.size();
  }

 private:
  Detector detector_;
  std::vector<Match> fast_;
  std::vector<Match> slow_;
};

TEST_F(ExhaustiveTest, ScanFindsWhatRe2FindsIn300000RandomTexts) {
  constexpr std::string_view kPieces[] = {"0",
                                          "1",
                                          "2",
                                          "3",
                                          "33",
                                          "06",
                                          "12",
                                          "255",
                                          "9",
                                          ".",
                                          ".",
                                          "..",
                                          ":",
                                          ":",
                                          "::",
                                          "@",
                                          "+",
                                          "+",
                                          " ",
                                          " ",
                                          "-",
                                          "(",
                                          ")",
                                          "\xC2\xA0",
                                          "\xC2",
                                          "\xA0",
                                          "a",
                                          "f",
                                          "BE",
                                          "x",
                                          "org",
                                          "fr",
                                          "/",
                                          "_",
                                          "\xC3\xA9",
                                          "tel",
                                          "\xED\xA0\x80",
                                          "e3",
                                          "00",
                                          "(0)",
                                          "\"",
                                          "=",
                                          "%"};
  std::mt19937 random(20240613);  // fixed: a failure must repeat
  std::size_t found = 0;
  for (int round = 0; round < 300'000; ++round) {
    std::string text;
    for (std::size_t i = 0, n = random() % 25; i < n; ++i) {
      text += kPieces[random() % std::size(kPieces)];
    }
    found += ExpectSame(text);
    if (HasFailure()) return;
  }
  EXPECT_GT(found, 3'000U);
}

// Near misses are where conditions fail: hits with a byte changed, taken or put in.
TEST_F(ExhaustiveTest, ScanFindsWhatRe2FindsIn300000MutantsOfHits) {
  constexpr std::string_view kBytes =
      "0123456789.:@+- ()\xC2\xA0"
      "afx_/";
  const std::string hits[] = {"ada.l@mail.example.org", "82.1.2.3",        "2001:db8:1:2::7",
                              "2001:db8:1:2:3:4:5:6",   "::ffff:82.1.2.3", "06 12 34 56 78",
                              "+33 (0)6.12.34.56.78",   "tel 0612345678",  "+41 44 668 18 00",
                              "0041446681800",          "1:2:3:4:5:6:7::", "+1 (555) 555-0123"};
  std::mt19937 random(20240614);
  std::size_t found = 0;
  for (int round = 0; round < 300'000; ++round) {
    std::string text = hits[random() % std::size(hits)];
    for (std::size_t i = 0, n = 1 + random() % 3; i < n; ++i) {
      const std::size_t at = random() % text.size();
      const char byte = kBytes[random() % kBytes.size()];
      if (random() % 3 == 0 && text.size() > 1) {
        text.erase(at, 1);
      } else if (random() % 2 == 0) {
        text.insert(at, 1, byte);
      } else {
        text[at] = byte;
      }
    }
    if (random() % 4 == 0) text += hits[random() % std::size(hits)];
    found += ExpectSame(text);
    if (HasFailure()) return;
  }
  EXPECT_GT(found, 100'000U);
}

}  // namespace
}  // namespace fun::detect
