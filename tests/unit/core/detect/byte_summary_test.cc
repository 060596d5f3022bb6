#include "core/detect/byte_summary.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "core/detect/checks/text.h"

namespace fun::detect {
namespace {

std::uint16_t KindOf(char c) {
  if (IsAsciiDigit(c)) return ByteSummary::kHasDigit;
  if (IsWhiteByte(c)) return ByteSummary::kHasSpace;
  switch (c) {
    case '@':
      return ByteSummary::kHasAt;
    case '.':
      return ByteSummary::kHasDot;
    case ':':
      return ByteSummary::kHasColon;
    case ',':
    case '\xA0':
      return ByteSummary::kHasComma;
    case '=':
      return ByteSummary::kHasEquals;
    case '(':
    case '[':
    case '{':
    case '<':
      return ByteSummary::kHasBracket;
    default:
      return 0;
  }
}

// Byte by byte: digits that touch a letter end a run, and so does what separates no digits.
std::uint32_t LongestRunOf(std::string_view text) {
  std::uint32_t longest = 0;
  std::uint32_t run = 0;
  const auto is_letter = [&text](std::size_t at) {
    return at < text.size() && (IsAsciiLetter(text[at]) || text[at] == '_');
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!IsAsciiDigit(text[at])) {
      if (!SeparatesDigits(text[at])) run = 0;
      continue;
    }
    const std::size_t begin = at;
    while (at + 1 < text.size() && IsAsciiDigit(text[at + 1])) ++at;
    const bool touches = is_letter(at + 1) || (begin > 0 && is_letter(begin - 1));
    run = touches ? 0 : run + static_cast<std::uint32_t>(at + 1 - begin);
    longest = std::max(longest, run);
  }
  return longest < ByteSummary::kFewestInRun ? 0 : longest;
}

TEST(Summarize, SaysWhatByteByByteIsSeen) {
  constexpr std::string_view kBytes =
      "0123456789012345678901234567890123456789 .-/()._-@:,=[{<;a_Zk\t\n\v\f\r\xA0\xC2\xE9\x7F";
  std::mt19937 random(20261126);
  for (int round = 0; round < 200'000; ++round) {
    // Runs that cross the borders of 16 and 64 bytes, and texts that are shorter.
    std::string text(random() % (round % 2 == 0 ? 20 : 200), ' ');
    const std::size_t kinds = 1 + random() % kBytes.size();
    for (char& c : text) c = kBytes[random() % kinds];
    const ByteSummary summary = Summarize(text);
    unsigned seen = LongestRunOf(text) != 0 ? +ByteSummary::kHasRun : 0U;
    for (const char c : text) seen |= KindOf(c);
    ASSERT_EQ(summary.kinds, seen) << testing::PrintToString(text);
    ASSERT_EQ(summary.digits, std::ranges::count_if(text, IsAsciiDigit));
    ASSERT_EQ(summary.longest_run, LongestRunOf(text)) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace fun::detect
