// What a self-test found of what it planted.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fun::auditor {

struct Interval {
  double low = 0;
  double high = 1;
};

struct Recall {
  std::uint64_t planted = 0;
  std::uint64_t found = 0;

  void Count(bool is_found) {
    ++planted;
    found += is_found ? 1 : 0;
  }
  Recall& operator+=(const Recall& other) {
    planted += other.planted;
    found += other.found;
    return *this;
  }
  bool operator==(const Recall&) const = default;
};

// Where the share that is found lies with 95 % confidence, if the values are drawn alike.  Wilson's
// score interval: it stays within [0, 1] and says something where all, or none, were found.
// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
// JASA 22 (1927).  [0, 1] when nothing was planted.
Interval IntervalOf(const Recall& recall);

using RecallBy = std::map<std::string_view, Recall>;  // keys are of tables

struct SelfTest {
  std::uint64_t rounds = 0;  // --self-test N
  std::uint64_t lines = 0;   // of the sample; 0: there was none to plant in, and all else is empty
  Recall all;
  RecallBy rules;
  RecallBy encodings;  // "plain", of Encoding, "chain-2", "chain-3"
  RecallBy places;     // of PlantPlace

  void Count(std::string_view rule, std::string_view encoding, std::string_view place,
             bool is_found);
  SelfTest& operator+=(const SelfTest& part);  // of the same sample
};

// "99.98 %" of a share.  Rounded down, so that only all is 100.00 %; `up`: an upper limit.
std::string PercentText(double share, bool up = false);

// " Recall: the scan found …", or that it was not measured; `test` may be nullptr.
std::string RecallSentence(const SelfTest* test);

// "email", "1,300", "1,300", "100.00 %", "99.70 % to 100.00 %"
using RecallRow = std::vector<std::string>;
inline constexpr std::string_view kRecallHead[] = {"planted", "found", "recall", "95 % interval"};

// A heading ("rule") and its rows, for tables of any form.
struct RecallTable {
  std::string_view head;
  std::vector<RecallRow> rows;
};
std::vector<RecallTable> RecallTables(const SelfTest& test);

// {"rounds":…,"lines":…,"planted":…, … "rules":[…],"encodings":[…],"places":[…]}
std::string RecallJson(const SelfTest& test);

}  // namespace fun::auditor
