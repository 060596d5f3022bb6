// What an answer to a search holds, as pieces of its text: a page of hits is not made a tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fun::loader {

struct Hit {
  std::string_view id;      // raw
  std::string_view index;   // raw
  std::string_view source;  // the document; "" without one
};

// Of a query, which says itself how many hits and buckets it wants.
inline constexpr std::size_t kLongestSearchAnswer = std::size_t{1} << 30;

struct SearchAnswer {
  std::vector<Hit> hits;
  std::optional<std::uint64_t> total;
  std::string_view scroll_id;     // raw
  std::string_view aggregations;  // an object, or ""
  std::uint64_t failed_shards = 0;
  bool has_timed_out = false;
};

// Views into `body`.  Nothing when it is no JSON.
std::optional<SearchAnswer> ReadSearchAnswer(std::string_view body);

}  // namespace fun::loader
