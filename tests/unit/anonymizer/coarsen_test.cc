#include "anonymizer/coarsen.h"

#include <gtest/gtest.h>

#include "core/event/grammar.h"

namespace fun::anonymizer {
namespace {

TEST(CoarsenTime, RefusesWhatIsNoTime) {
  for (const char* const text :
       {"", "ada", "2015-02-02", "1422837000", "2015-02-02T00:30", "2015-02-02T00:30:00 by ada",
        "2015-02-02T00:30:00.864078+00:00 ", "Mon Feb  2 00:30:00 2015"}) {
    EXPECT_EQ(CoarsenTime(text), std::nullopt) << text;
  }
}

TEST(CoarsenTime, KeepsTheHourTheFormAndTheOffset) {
  EXPECT_EQ(CoarsenTime("2015-02-02T00:30:00.864078+00:00"), "2015-02-02T00:00:00.000000+00:00");
  EXPECT_EQ(CoarsenTime("2015-02-02T23:59:59+05:30"), "2015-02-02T23:00:00+05:30");
  EXPECT_EQ(CoarsenTime("2015-02-02T23:59:59Z"), "2015-02-02T23:00:00Z");
  EXPECT_EQ(CoarsenTime("2015-02-02 23:59:59.5-0330"), "2015-02-02 23:00:00.0-0330");
  EXPECT_EQ(CoarsenTime("2015-02-02T23:59:59"), "2015-02-02T23:00:00");
}

TEST(CoarsenAgent, NamesBrowserMainVersionAndSystem) {
  const auto webkit = [](const std::string& system, const std::string& rest) {
    return CoarsenAgent("Mozilla/5.0 (" + system + ") AppleWebKit/537.36 (KHTML, like Gecko) " +
                        rest);
  };
  EXPECT_EQ(webkit("Windows NT 10.0; Win64; x64", "Chrome/116.0.0.0 Safari/537.36"),
            "Chrome/116 (Windows)");
  EXPECT_EQ(webkit("Windows NT 10.0", "Chrome/116.0.0.0 Safari/537.36 Edg/115.0.1938.62"),
            "Edge/115 (Windows)");
  EXPECT_EQ(webkit("Linux; Android 10; K", "Chrome/114.0.0.0 Mobile Safari/537.36"),
            "Chrome/114 (Android)");
  EXPECT_EQ(webkit("iPhone; CPU iPhone OS 16_6 like Mac OS X", "Version/16.6 Safari/604.1"),
            "Safari/16 (iOS)");
  EXPECT_EQ(
      CoarsenAgent("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:36.0) Gecko/20100101 Firefox/36.0"),
      "Firefox/36 (Linux)");
  EXPECT_EQ(CoarsenAgent("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko"),
            "IE/11 (Windows)");
  EXPECT_EQ(CoarsenAgent("Dalvik/2.1.0 (Linux; U; Android 5.0.1; Nexus 5 Build/LRX22C)"),
            "Android/2 (Android)");
  EXPECT_EQ(CoarsenAgent("edX/org.example.mooc (2.26.3; OS Version 14.4.2 (Build 18D70))"),
            "edX (iOS)");
  EXPECT_EQ(CoarsenAgent("Googlebot/2.1 (+http://www.google.com/bot.html)"), "Bot (Other)");
}

TEST(CoarsenAgent, HoldsNothingElseWhateverItIsGiven) {
  for (const char* const agent :
       {"", "ada@example.org", "Chrome/12345678901", "Chrome/", "Safari/\xff",
        "python-requests/2.31", "MSIE", "Trident/", "Version/ Safari/", "edX/ada (iOS)"}) {
    EXPECT_TRUE(event::IsOfGrammar(event::Grammar::kAgent, CoarsenAgent(agent))) << agent;
  }
}

TEST(CoarsenAgent, IsIdempotentForEveryBrowserAndSystem) {
  for (const std::string_view browser : event::BrowserNames()) {
    for (const std::string_view system : event::SystemNames()) {
      const std::string coarse = std::string(browser) + " (" + std::string(system) + ")";
      if (browser == "Android" && system != "Android") continue;  // no such pair comes out
      EXPECT_EQ(CoarsenAgent(CoarsenAgent(coarse)), CoarsenAgent(coarse)) << coarse;
    }
  }
  EXPECT_EQ(CoarsenAgent("Chrome/116 (Windows)"), "Chrome/116 (Windows)");
  EXPECT_EQ(CoarsenAgent("Safari/16 (iOS)"), "Safari/16 (iOS)");
  EXPECT_EQ(CoarsenAgent("IE/11 (Windows)"), "IE/11 (Windows)");
}

}  // namespace
}  // namespace fun::anonymizer
