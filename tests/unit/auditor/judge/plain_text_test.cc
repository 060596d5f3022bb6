#include "auditor/judge/plain_text.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>

#include "auditor/judge/scanner.h"

namespace fun::auditor {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr int kFewer = 100;  // RE2 is slow there
#else
constexpr int kFewer = 1;
#endif

// Of a scan without any short cut, demonstration accounts' digests among what is looked for.
class Thorough {
 public:
  bool FindNothingIn(std::string_view text, std::string_view key = {}) {
    return scanner_.Scan(text, key).IsClean();
  }

 private:
  detect::Detector detector_;
  KnownDigests digests_{nullptr};
  Scanner scanner_{detector_, nullptr, detect::Effort::kNoShortCuts, &digests_};
};

TEST(IsPlainTime, KnowsWhatThePlatformWrites) {
  EXPECT_TRUE(IsPlainTime("2015-03-29T00:50:10.102983+00:00"));
  EXPECT_TRUE(IsPlainTime("2015-03-29T23:59:59Z"));
  EXPECT_TRUE(IsPlainTime("2015-03-29T00:50:10.1"));
  EXPECT_TRUE(IsPlainTime("2015-03-29T00:50:10-05:30"));
}

TEST(IsPlainTime, RefusesEverythingElse) {
  for (const std::string_view text :
       {"", "2015", "2015-03-29", "1015-03-29T00:50:10Z", "2015-13-29T00:50:10Z",
        "2015-03-32T00:50:10Z", "2015-03-29 00:50:10Z", "2015-03-29T24:50:10Z",
        "2015-03-29T00:60:10Z", "2015-03-29T00:50:60Z", "2015-03-29T00:50:10.Z",
        "2015-03-29T00:50:10.1234567+00:00", "2015-03-29T00:50:10+0000",
        "2015-03-29T00:50:10+00:00 ", "2015-03-29T00:50:10Z0612345678", " 2015-03-29T00:50:10Z",
        "2015-03-29T00:50:10+15:00", "2015-03-29T00:50:1aZ"}) {
    EXPECT_FALSE(IsPlainTime(text)) << text;
  }
}

// What comes before the first colon may be base64 by its letters: every hour of the century.
TEST(IsPlainTime, LeavesNothingToFindInAnyHour) {
  Thorough thorough;
  std::array<char, 32> text = {};
  int hours = 0;
  for (int i = 0; i < 100 * 12 * 31 * 24; i += kFewer) {
    const int size = std::snprintf(text.data(), text.size(), "20%02d-%02d-%02dT%02d:50:10Z",
                                   i / 24 / 31 / 12, i / 24 / 31 % 12 + 1, i / 24 % 31 + 1, i % 24);
    const std::string_view time(text.data(), static_cast<std::size_t>(size));
    ASSERT_TRUE(IsPlainTime(time)) << time;
    if (i % 24 == 0) {  // rules and all, once a day
      ASSERT_TRUE(thorough.FindNothingIn(time)) << time;
    }
    detect::LayerWalk walk({}, detect::Effort::kNoShortCuts);
    walk.Begin(time);
    ASSERT_TRUE(walk.Next());
    ASSERT_FALSE(walk.Next()) << time;
    ++hours;
  }
  EXPECT_GE(hours, 892'800 / kFewer);
}

TEST(IsPlainTime, LeavesNothingToFindInAnySecondOrZone) {
  Thorough thorough;
  std::mt19937 random(20261126);
  for (int round = 0; round < 100'000 / kFewer; ++round) {
    std::string time = "2015-03-29T00:";
    const auto put_pair = [&time](std::size_t value) {
      time += static_cast<char>('0' + value / 10);
      time += static_cast<char>('0' + value % 10);
    };
    put_pair(random() % 60);
    time += ':';
    put_pair(random() % 60);
    const std::size_t digits = random() % 7;
    if (digits != 0) time += '.';
    for (std::size_t i = 0; i < digits; ++i) time += static_cast<char>('0' + random() % 10);
    if (random() % 4 == 0) {
      time += 'Z';
    } else if (random() % 4 != 0) {
      time += random() % 2 == 0 ? '+' : '-';
      put_pair(random() % 15);
      time += ':';
      put_pair(random() % 60);
    }
    ASSERT_TRUE(IsPlainTime(time)) << time;
    ASSERT_TRUE(thorough.FindNothingIn(time)) << time;
  }
}

TEST(IsPlainNumber, LeavesNothingToFindBehindAnyKey) {
  constexpr std::string_view kBytes = "0123456789012345678901234567890617 .-()+/,;\n";
  constexpr std::string_view kKeys[] = {"",
                                        "currentTime",
                                        "ip",
                                        "tel",
                                        "phone",
                                        "siren",
                                        "siret_no",
                                        "nir",
                                        "sécu",
                                        "company",
                                        "mobile06",
                                        "card",
                                        "mon 06",
                                        "fax 1",
                                        "password",
                                        "pwd=",
                                        "Mot de passe :",
                                        "my password is",
                                        "token est",
                                        "Authorization: Bearer"};
  Thorough thorough;
  std::mt19937 random(20261127);
  int plain = 0;
  int found = 0;
  for (int round = 0; round < 300'000 / kFewer; ++round) {
    std::string number(8 + random() % 14, '0');
    const std::size_t kinds = random() % 3 == 0 ? kBytes.size() : 36;
    for (char& c : number) c = kBytes[random() % kinds];
    if (random() % 2 == 0) number.insert(random() % number.size(), 1, '.');
    if (random() % 8 == 0)
      number = "82." + std::to_string(random() % 256) + ".3." + (random() % 2 == 0 ? "0" : "77");
    const std::string_view key = kKeys[random() % std::size(kKeys)];
    const bool is_clean = thorough.FindNothingIn(number, key);
    if (IsPlainNumber(number, key)) {
      ++plain;
      ASSERT_TRUE(is_clean) << "key " << key << ", number of round " << round;
    }
    found += is_clean ? 0 : 1;
  }
  EXPECT_GT(plain, 20'000 / kFewer);
  EXPECT_GT(found, 1'000 / kFewer);  // the test would see one
}

TEST(IsPlainNumber, IsNoneThatAWordMakesSomebodys) {
  EXPECT_TRUE(IsPlainNumber("1391.657194", "currentTime"));
  EXPECT_TRUE(IsPlainNumber("62.174.78.0", "ip"));
  EXPECT_FALSE(IsPlainNumber("62.174.78.5", "ip"));
  EXPECT_FALSE(IsPlainNumber("0612345678", "tel"));
  EXPECT_FALSE(IsPlainNumber("0612345678\n", "tel"));
  EXPECT_FALSE(IsPlainNumber("0612345678,0712345678;", "tel"));
  EXPECT_FALSE(IsPlainNumber("48151623", "Mot de passe :"));
  EXPECT_FALSE(IsPlainNumber("732829320", "siren"));
  EXPECT_FALSE(IsPlainNumber("4111111111111111", ""));
  EXPECT_FALSE(IsPlainNumber("12345678+9012", ""));
  EXPECT_FALSE(IsPlainNumber("1234567", ""));
}

}  // namespace
}  // namespace fun::auditor
