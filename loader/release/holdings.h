// What the days of a load hold already on the server, by release.
//
// A day that holds records of another release is a mixture: a correction loaded beside what it
// corrects would leave the leak behind, and count every event twice.  So each target day is asked
// before the first of its records is sent.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "loader/server/http.h"

namespace fun::loader {

struct Holding {
  std::string release;  // "": records that state none
  std::uint64_t records = 0;
};

struct DayHoldings {
  std::uint64_t records = 0;      // all
  std::vector<Holding> releases;  // the largest 100
};

// Of the answer to the question that AskHoldings asks; nothing for any other text.
std::optional<DayHoldings> ReadHoldings(std::string_view body);

// Of `index`, which need not exist.  Makes its records searchable first.  Nothing when this user
// may write there and not read (403).  kUsage when the index has no field for releases that could
// be counted by.
Result<std::optional<DayHoldings>> AskHoldings(Http& http, const std::string& index,
                                               std::chrono::milliseconds give_up);

// What an index holds, as one release sees it.
struct HeldCount {
  std::uint64_t records = 0;  // all
  std::uint64_t others = 0;   // of them: not of the release
  std::uint64_t own() const { return records - others; }
};
HeldCount CountFor(std::string_view release, const DayHoldings& day);

// kUsage when `index` holds any, with words that count them and repeat no name.
Result<void> RefuseMixture(const std::string& index, const DayHoldings& day,
                           std::string_view release);

}  // namespace fun::loader
