// As exhaustive_test, where numbers that say nothing are left out of what is remembered.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/json/text.h"
#include "tests/property/rounds.h"
#include "tests/unit/auditor/judge/both_judges.h"

namespace fun::auditor {
namespace {

// Events alike but for the numbers in their JSON in a string, most of them small: what is
// remembered of one is asked for by the next.
class NumbersMaker {
 public:
  explicit NumbersMaker(unsigned seed) : random_(seed) {
    for (const detect::Rule& rule : detect::Rules()) pieces_.emplace_back(rule.hit);
    for (const char* const piece :
         {"a", "b", "0123456789abcdef0123456789abcdef", "i4x://Org/Course/video/1", "12 Elm St",
          "1999 Elm St, Paris", "12,rue,Blanche-75002", "0612345678", "732829320", ":1,",
          R"(a":12,)", R"({"b":1})", "VEVMLzA2MTIzNDU2Nzg=", "%3A1", "\u00E9t\u00E9"}) {
      pieces_.emplace_back(piece);
    }
  }

  // Another one, of which the numbers are left open.
  void Begin() {
    parts_.assign(1, "{");
    for (auto left = 1 + random_() % 4; left > 0; --left) {
      const char* const key = kKeys[random_() % std::size(kKeys)];
      parts_.back().append("\"").append(key).append("\"");
      parts_.back() += random_() % 8 == 0 ? ": " : ":";
      if (random_() % 2 == 0) {
        parts_.emplace_back();
      } else {
        json::AppendQuoted(pieces_[random_() % pieces_.size()], parts_.back());
      }
      parts_.back() += left > 1 ? "," : "}";
    }
  }

  std::string Line() {
    std::string text = parts_.front();
    for (std::size_t i = 1; i < parts_.size(); ++i) text += Number() + parts_[i];
    std::string line = R"({"event":)";
    json::AppendQuoted(text, line);
    return line + "}";
  }

 private:
  // Of JSON, or nearly.
  std::string Number() {
    if (random_() % 4 == 0) return kTelling[random_() % std::size(kTelling)];
    std::string number = Digits(random_() % 8 == 0 ? 14 : 4);
    if (random_() % 2 == 0) number += "." + Digits(random_() % 8 == 0 ? 10 : 6);
    if (random_() % 16 == 0) number.insert(0, "-");
    if (random_() % 16 == 0) number = "[" + number + "," + Digits(4) + "]";
    return number;
  }

  std::string Digits(std::size_t most) {
    std::string digits;
    for (auto left = 1 + random_() % most; left > 0; --left) {
      digits += static_cast<char>('0' + random_() % 10);
    }
    return digits;
  }

  // A SIREN, a year, and the shortest.
  static constexpr const char* kTelling[] = {"732.829320", "1234.567890", "1985", "0", "0.5"};
  // As JSON writes them.
  static constexpr const char* kKeys[] = {"a",
                                          "old",
                                          "new",
                                          "tel",
                                          "SIREN",
                                          "my pwd is",
                                          "fig",
                                          "part",
                                          "mdp\\f:",
                                          "rcs",
                                          "nir",
                                          "of",
                                          "currentTime",
                                          "top",
                                          "",
                                          "mdp",
                                          "Authorization: Basic",
                                          "\\\\",
                                          "cl\u00E9",
                                          "sir%65n",
                                          "token est",
                                          "s\\u0069ren"};

  std::mt19937 random_;
  std::vector<std::string> pieces_;
  std::vector<std::string> parts_;  // between the numbers
};

TEST(Exhaustive, FindsWithOtherNumbersWhatTheUsualAuditFinds) {
  NumbersMaker lines(20261127);  // fixed: a failure must repeat
  BothJudges standard("standard", false);
  BothJudges strict("strict", false);
  std::size_t with_findings = 0;
  const int rounds = RoundsOfAudits();
  for (int round = 0; round < rounds; ++round) {
    if (round % 8 == 0) lines.Begin();
    const std::string line = lines.Line();
    ASSERT_TRUE(standard.FindTheSame(line)) << round << '\n' << line;
    with_findings += standard.usual().empty() ? 0 : 1;
    ASSERT_TRUE(strict.FindTheSame(line)) << round << '\n' << line;
  }
  EXPECT_GT(with_findings, static_cast<std::size_t>(rounds / 8));
  EXPECT_LT(with_findings, static_cast<std::size_t>(rounds) * 9 / 10);
}

}  // namespace
}  // namespace fun::auditor
