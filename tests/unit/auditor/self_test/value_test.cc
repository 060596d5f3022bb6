#include "auditor/self_test/value.h"

#include <gtest/gtest.h>

#include "auditor/self_test/numbers.h"
#include "auditor/self_test/people.h"
#include "tests/unit/auditor/judge/judging.h"

namespace fun::auditor {
namespace {

TEST(InventValue, KnowsEveryRuleOfTheTableAndNoOther) {
  Chance chance(1);
  for (const std::string_view rule : detect::RuleIds()) {
    EXPECT_FALSE(InventValue(rule, chance).empty()) << rule;
  }
  EXPECT_EQ(InventValue("no-rule", chance), "");
  EXPECT_EQ(InventNumber("email", chance), "");
}

TEST(InventValue, IsFoundByItsOwnRuleWhereItStandsAlone) {
  Chance chance(2);
  for (const std::string_view rule : detect::RuleIds()) {
    for (int round = 0; round < 50; ++round) {
      std::string line = R"({"q": ")" + InventValue(rule, chance) + R"("})";
      for (std::size_t at; (at = line.find('\n')) != line.npos;) line.replace(at, 1, "\\n");
      const auto findings = FindingsIn(line, "standard");
      ASSERT_EQ(findings.size(), 1U) << rule;
      EXPECT_EQ(findings[0].rule, rule);
    }
  }
}

TEST(InventValue, IsOfOneRunInEveryRunAndOtherInTheNext) {
  Chance one(3);
  Chance same(3);
  Chance other(4);
  const std::string first = InventValue("email", one);
  EXPECT_EQ(first, InventValue("email", same));
  EXPECT_NE(first, InventValue("email", one));
  EXPECT_NE(first, InventValue("email", other));
}

TEST(LuhnDigit, IsThatOfTheKnownNumber) {
  EXPECT_EQ(LuhnDigit("7992739871"), '3');
  EXPECT_EQ(LuhnDigit("411111111111111"), '1');
  EXPECT_EQ(LuhnDigit("73282932"), '0');
}

// Digit by digit and so slow that there is nothing to get wrong.
unsigned RestBySteps(const std::string& digits, unsigned of) {
  unsigned rest = 0;
  for (const char c : digits) {
    unsigned tenfold = 0;
    for (int time = 0; time < 10; ++time) tenfold += rest;
    rest = (tenfold + static_cast<unsigned>(c - '0')) % of;
  }
  return rest;
}

TEST(InventIban, LeavesOneWhenDividedBy97) {
  Chance chance(5);
  for (int round = 0; round < 500; ++round) {
    const std::string iban = InventIban(chance);
    std::string digits;
    for (const char c : iban.substr(4) + iban.substr(0, 4)) {
      digits += c >= 'A' ? std::to_string(c - 'A' + 10) : std::string(1, c);
    }
    ASSERT_EQ(RestBySteps(digits, 97), 1U);
  }
}

TEST(InventNir, HasTheKeyOfItsNumber) {
  Chance chance(6);
  int corsicans = 0;
  for (int round = 0; round < 500; ++round) {
    std::string nir = InventNir(chance);
    ASSERT_EQ(nir.size(), 15U);
    if (nir[6] == 'A' || nir[6] == 'B') {
      ++corsicans;
      nir.replace(5, 2, nir[6] == 'A' ? "19" : "18");
    }
    ASSERT_EQ(97 - RestBySteps(nir.substr(0, 13), 97),
              static_cast<unsigned>(std::stoi(nir.substr(13))));
  }
  EXPECT_GT(corsicans, 20);
}

int LuhnSum(const std::string& digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit *= 2;
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10;
}

TEST(InventCard, SatisfiesLuhnAsSirenAndSiretDo) {
  Chance chance(7);
  for (int round = 0; round < 500; ++round) {
    ASSERT_EQ(LuhnSum(InventCard(chance)), 0);
    ASSERT_EQ(LuhnSum(InventSiren(chance)), 0);
    const std::string siret = InventSiret(chance);
    ASSERT_EQ(siret.size(), 14U);
    ASSERT_EQ(LuhnSum(siret) + LuhnSum(siret.substr(0, 9)), 0);
  }
}

TEST(Grouped, PutsWhatIsLeftInOneGroup) {
  EXPECT_EQ(Grouped("12345", "22", "-"), "12-34-5");
  EXPECT_EQ(Grouped("123", "222", " "), "12 3");
}

TEST(InventPeople, AreAllLookedForInText) {
  Chance chance(8);
  const auto people = InventPeople(chance);
  const auto identities = detect::Identities::Load({}, people);
  ASSERT_TRUE(identities.has_value());
  EXPECT_EQ(people.size(), 3 * kInventedPeople);
  EXPECT_EQ(identities->skipped(), 0U);
}

}  // namespace
}  // namespace fun::auditor
