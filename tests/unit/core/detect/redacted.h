// A text with marks in place of what the detector finds.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/detect/detector.h"

namespace fun::detect {

inline std::string Marked(std::string_view text, const std::vector<Match>& matches) {
  std::string marked;
  std::size_t at = 0;
  for (const Match& match : matches) {
    marked.append(text.substr(at, match.span.begin - at)).append(Rules()[match.rule].mark);
    at = match.span.end;
  }
  return marked.append(text.substr(at));
}

// "write to ada@example.org" → "write to <<EMAIL>>".
inline std::string Redacted(std::string_view text) {
  static const Detector detector;
  std::vector<Match> matches;
  detector.Scan(text, matches);
  return Marked(text, matches);
}

struct Example {
  std::string_view text;
  std::string_view redacted;
};

template <std::size_t size>
void ExpectRedacted(const Example (&table)[size]) {
  for (const Example& row : table) EXPECT_EQ(Redacted(row.text), row.redacted);
}

}  // namespace fun::detect
