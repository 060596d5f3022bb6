#include "core/detect/forms.h"

#include <gtest/gtest.h>

#include <string>

#include "core/detect/byte_summary.h"
#include "core/detect/rules.h"

namespace fun::detect {
namespace {

struct Case {
  std::uint16_t form;
  std::string_view hit;
  std::string_view miss;
};

constexpr Case kCases[] = {
    {kFormEnglishAddress, "12 Elm St", "12 elm St"},
    {kFormEnglishAddress, "12 Elm St", "12 Elm"},
    {kFormEnglishAddress, "12 Old Elm Ash St", "12 Old Elm Ash Oak St"},
    {kFormEnglishAddress, "12b Elm Rd", "x Elm Rd"},
    {kFormFrenchAddress, "12 rue", "12 sac"},
    {kFormFrenchAddress, "12 bis, rue", "12 sous"},
    {kFormFrenchAddress, "12b rue", "12-rue"},
    {kFormFrenchAddress, "BP12-75002-", "BP12-750021-"},
    {kFormIban, "-fr14", "-fx14"},
    {kFormWord, "1a", "12"},
    {kFormIpv4, "82.1.2.3", "82.1.2"},
    {kFormIpv6, "2001::7", "12:30:45"},
    {kFormIpv6, "1:2:3:4:5:6:7", "1:2:3:4:5:6"},
    {kFormNir, "1 8507 2A 123 456", "185 7A 123456"},
    {kFormSpoken, "ada at", "adat "},
    {kFormSpoken, "ada (a) x", "ada (b) x"},
    {kFormSpoken, "ada chez", "ada chat"},
    {kFormSpoken, "ada @ x", "ada@ x"},
    {kFormSecret, "pwd=", "12=34"},
    {kFormSecret, "pwd1 :", "12:34"},
    {kFormSecret, "Token\" :", "broken\" :"},
    {kFormCookie, "set-Cookie=", "set-rookie="},
    {kFormCookie, "cookie' :", "cookie/ :"},
    {kFormSecret, "mdp est x", "mdp if x"},
    {kFormToken, "AKIA", "AKLA"},
    {kFormToken, "ghp_", "xghp_"},
    {kFormToken, "glpat-", "glad-"},
    {kFormToken, "rk_live", "rklive"},
    {kFormJwt, "eyJx", "keyJx"},
};

TEST(FormFinder, SeesAFormWhereverItStands) {
  for (const Case& one : kCases) {
    // Across the windows' borders, and at the text's end.
    for (std::size_t before = 0; before < 150; ++before) {
      for (const std::size_t behind : {1, 2, 70}) {
        std::string text(before, ';');
        text.append(one.hit).append(behind, ';');
        ASSERT_NE(Summarize(text).forms & one.form, 0) << one.hit << " behind " << before;
      }
    }
  }
}

TEST(FormFinder, DoesNotTakeWhatIsAlikeForOne) {
  for (const Case& one : kCases) {
    const std::string text = ";" + std::string(one.miss) + ";";
    EXPECT_EQ(Summarize(text).forms & one.form, 0) << one.miss;
  }
}

TEST(FormFinder, SeesThoseOfEveryHitOfTheTable) {
  for (const Rule& rule : Rules()) {
    for (std::size_t before = 0; before < 150; ++before) {
      const std::string text = std::string(before, ';') + std::string(rule.hit);
      ASSERT_EQ(Summarize(text).forms & rule.form, rule.form) << rule.id << " behind " << before;
    }
  }
}

}  // namespace
}  // namespace fun::detect
