#include "core/detect/detector.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "core/detect/ip.h"
#include "tests/unit/core/detect/redacted.h"

namespace fun::detect {
namespace {

TEST(Detector, RedactsEmails) {
  ExpectRedacted({
      {"ada@example.org", "<<EMAIL>>"},
      {"write to ada.l+mooc@mail.example.org.", "write to <<EMAIL>>."},
      {"<a_b%c'd-e@x-y.co.uk>", "<<<EMAIL>>>"},
      {"mailto:ada@example.org?subject=x", "mailto:<<EMAIL>>?subject=x"},
      {"a@b.fr,c@d.fr;e@f.fr", "<<EMAIL>>,<<EMAIL>>;<<EMAIL>>"},
      {"Ren\xC3\xA9@universit\xC3\xA9.fr", "<<EMAIL>>"},
      {"ADA@EXAMPLE.ORG", "<<EMAIL>>"},
      {"ada@123.example.org", "<<EMAIL>>"},
      {"ada@xn--caf-dma.fr", "<<EMAIL>>"},
      {"\xEF\xBB\xBF"
       "ada@example.org\xC2\xA0!",
       "\xEF\xBB\xBF<<EMAIL>>\xC2\xA0!"},
      {"ada@example.org\xED\xA0\xBD", "<<EMAIL>>\xED\xA0\xBD"},  // a lone surrogate
      {"block@ada@example.org", "block@<<EMAIL>>"},
      {"ada@localhost", "ada@localhost"},
      {"ada@example.o", "ada@example.o"},
      {"ada@ example.org", "ada@ example.org"},
      {"@example.org", "@example.org"},
      {"logo@2x.png and icon@3x.jpeg", "logo@2x.png and icon@3x.jpeg"},
  });
}

TEST(Detector, RedactsFullIpv4Addresses) {
  ExpectRedacted({
      {"82.1.2.3", "<<IP>>"},
      {"from 82.1.2.3, 10.0.0.1", "from <<IP>>, <<IP>>"},
      {"[82.1.2.3]:443", "[<<IP>>]:443"},
      {"82.1.2.3:8080", "<<IP>>:8080"},
      {"http://82.1.2.3/x", "http://<<IP>>/x"},
      {"http://host/82.1.2.3", "http://host/<<IP>>"},
      {"It is 82.1.2.3.", "It is <<IP>>."},
      {"255.255.255.255", "<<IP>>"},
      {"82.1.2.0", "82.1.2.0"},    // a network
      {"0.0.0.0", "0.0.0.0"},      //
      {"256.1.2.3", "256.1.2.3"},  // no octet
      {"82.1.2", "82.1.2"},        //
      {"/api/user/v1/me - 82.1.2.3", "/api/user/v1/me - <<IP>>"},
      {"the new build from 82.1.2.3", "the new build from <<IP>>"},
      {"82.1.2.3.4", "82.1.2.3.4"},  // a version, an OID
      {"v82.1.2.3", "v82.1.2.3"},    //
      {"082.001.002.003", "082.001.002.003"},
  });
}

TEST(Detector, RedactsFullIpv6Addresses) {
  ExpectRedacted({
      {"2001:db8:1:2:3:4:5:6", "<<IP>>"},
      {"2001:DB8::7", "<<IP>>"},
      {"from [2001:db8:1:2::7]:443", "from [<<IP>>]:443"},
      {"fe80::1%eth0", "<<IP>>"},
      {"ip:2001:db8::7, addr:2001:db8:1:2:3:4:5:6", "ip:<<IP>>, addr:<<IP>>"},
      {"2001:db8::7: unreachable", "<<IP>>: unreachable"},
      {"::ffff:82.1.2.3", "<<IP>>"},
      {"2001:db8::82.1.2.3", "<<IP>>"},
      {"1:2:3:4:5:6:7::", "<<IP>>"},
      {"::2:3:4:5:6:7:8", "<<IP>>"},
      {"2001:db8:1::", "2001:db8:1::"},        // a network
      {"::ffff:82.1.2.0", "::ffff:82.1.2.0"},  //
      {"::", "::"},                            //
      {"::1", "::1"},                          // nobody's
      {"12:30:45", "12:30:45"},                // a time
      {"00:1a:2b:3c:4d:5e", "00:1a:2b:3c:4d:5e"},
      {"std::vector::size", "std::vector::size"},
      {"1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9"},
      {"12:30:45: begin", "12:30:45: begin"},
  });
}

// An address as inet_pton takes it: groups at random, some zeros as "::", now
// and then with an IPv4 tail.
std::string RandomIpv6(std::mt19937& random) {
  std::string text;
  const std::size_t squeezed = random() % 9;  // 8: nowhere
  const bool has_tail = random() % 4 == 0;
  const std::size_t groups = has_tail ? 6 : 8;
  for (std::size_t i = 0; i < groups; ++i) {
    if (i == squeezed) {
      text += text.empty() || text.back() != ':' ? "::" : ":";
      i += random() % (groups - i);
      continue;
    }
    char group[8];
    std::snprintf(group, sizeof group, random() % 2 == 0 ? "%x" : "%04X",
                  static_cast<unsigned>(random() % 0x10000));
    text += group;
    if (i + 1 < groups) text += ':';
  }
  if (has_tail) text += text.ends_with(':') ? "82.1.2.3" : ":82.1.2.3";
  return text;
}

TEST(Detector, RedactsTheWholeOfEveryFullIpv6AddressInAnySpelling) {
  std::mt19937 random(2001);  // fixed: a failure must repeat
  int full = 0;
  for (int round = 0; round < 30'000; ++round) {
    const std::string address = RandomIpv6(random);
    if (!IsIp(address) || IsTruncatedIp(address)) continue;
    if (address.starts_with("::") && address.find(':', 2) == address.npos) continue;  // one group
    ++full;
    ASSERT_EQ(Redacted("(" + address + "): x"), "(<<IP>>): x") << address;
    ASSERT_EQ(Redacted("ip:" + address + ", x"), "ip:<<IP>>, x") << address;
  }
  EXPECT_GT(full, 15'000);
}

TEST(Detector, RedactsFrenchPhoneNumbers) {
  ExpectRedacted({
      {"06 12 34 56 78", "<<PHONE>>"},
      {"06.12.34.56.78, 01-23-45-67-89", "<<PHONE>>, <<PHONE>>"},
      {"06\xC2\xA0"
       "12\xC2\xA0"
       "34\xC2\xA0"
       "56\xC2\xA0"
       "78",
       "<<PHONE>>"},
      {"+33 6 12 34 56 78", "<<PHONE>>"},
      {"+33(0)6 12 34 56 78", "<<PHONE>>"},
      {"+33612345678", "<<PHONE>>"},
      {"+33.612345678", "<<PHONE>>"},
      {"tel: 06.12345678", "tel: <<PHONE>>"},
      {"06 12 34 56 78: call me", "<<PHONE>>: call me"},
      {"0033 6 12 34 56 78", "<<PHONE>>"},
      {"(06 12 34 56 78)", "(<<PHONE>>)"},
      {"t\xC3\xA9l. 0612345678", "t\xC3\xA9l. <<PHONE>>"},
      {"Mon portable : 0612345678", "Mon portable : <<PHONE>>"},
      {"0612345678", "0612345678"},        // a bare run may be an id
      {"06 12 34 56 7", "06 12 34 56 7"},  //
      {"06 12 34 56 789", "06 12 34 56 789"},
      {"x06 12 34 56 78", "x06 12 34 56 78"},
      {"1.06 12 34 56 78", "1.06 12 34 56 78"},
  });
}

TEST(Detector, TakesElevenDigitsOfAFrenchMobileForOneWhenTheyAreAll) {
  ExpectRedacted({
      {"33612345678", "<<PHONE>>"},
      {"33712345678", "<<PHONE>>"},
      {"33112345678", "33112345678"},
      {"336123456789", "336123456789"},
      {"3361234567", "3361234567"},
      {"33612345678 views", "33612345678 views"},
      {"id 33612345678", "id 33612345678"},
      {"33612345678.5", "33612345678.5"},
  });
}

TEST(Detector, RedactsInternationalPhoneNumbers) {
  ExpectRedacted({
      {"+41 44 668 18 00", "<<PHONE>>"},
      {"+1 (555) 555-0123", "<<PHONE>>"},
      {"+442079460958", "<<PHONE>>"},
      {"0041 44 668 18 00", "<<PHONE>>"},
      {"+212-5-22-00-00-00!", "<<PHONE>>!"},
      {"+1 555", "+1 555"},
      {"1+41446681800", "1+41446681800"},
      {"+1234567", "+1234567"},
      {"0041446681800", "0041446681800"},  // a bare run, but for the French 0033
      {"0033612345678", "<<PHONE>>"},
      {"(+44) 20 7946 0958", "<<PHONE>>"},
      {"+44 20 7946 0958 12", "<<PHONE>> 12"},
      {"+32 470 12 34 56, +262 692 12 34 56", "<<PHONE>>, <<PHONE>>"},
      {"+33 6 92 12 34 56", "<<PHONE>>"},  // overseas under the code of the mainland
      {"+12345678 and +123456789012345", "+12345678 and +123456789012345"},
      {"+1234567890123456", "+1234567890123456"},
  });
}

TEST(Detector, GivesMatchesInOrderAndNoneOverlapping) {
  const Detector detector;
  std::vector<Match> matches = {{7, {100, 200}}};  // what was there stays
  detector.Scan("+33 6 12 34 56 78 82.1.2.3 a@b.fr 01 23 45 67 89", matches);
  ASSERT_EQ(matches.size(), 5U);
  EXPECT_EQ(matches[0].span, (Span{100, 200}));
  for (std::size_t i = 2; i < matches.size(); ++i) {
    EXPECT_LE(matches[i - 1].span.end, matches[i].span.begin) << i;
  }
}

// No byte that some rule claims may be left standing.
TEST(Detector, CoversEveryByteOfMatchesThatOverlap) {
  EXPECT_EQ(Redacted("0612345678@example.org"), "<<EMAIL>>");
  EXPECT_EQ(Redacted("82.1.2.3@example.org"), "<<EMAIL>>");
  EXPECT_EQ(Redacted("06 12 34 56 78@example.org"), "<<PHONE>>");  // two that begin apart
  EXPECT_EQ(Redacted("::ffff:82.1.2.3"), "<<IP>>");
}

// A warning at its side must not hide an error.
TEST(Detector, CallsMatchesThatOverlapByTheMostSevere) {
  EXPECT_EQ(Redacted("742 Evergreen Terrace, Springfield Ada.Lovelace@example.org"), "<<EMAIL>>");
  EXPECT_EQ(Redacted("742 Evergreen Terrace, Springfield 06 12 34 56 78"), "<<PHONE>>");
  EXPECT_EQ(Redacted("12 rue 06 12 34 56 78 75002 Paris"), "<<PHONE>>");
}

TEST(Detector, SaysWhichRulesMatched) {
  const auto rules_in = [](std::string_view text) {
    std::vector<Match> matches;
    Detector().Scan(text, matches);
    std::string ids;
    for (const Match& match : matches) {
      for (std::size_t i = 0; i < Rules().size(); ++i) {
        if ((match.rules >> i & 1) != 0) ids.append(Rules()[i].id).append(" ");
      }
    }
    return ids;
  };
  EXPECT_EQ(rules_in("ada@example.org"), "email ");
  EXPECT_EQ(rules_in("06 12 34 56 78@example.org"), "email phone-fr ");
}

// What is marked once is found by nobody again.
TEST(Detector, FindsNothingInWhatItRedacted) {
  for (const Rule& rule : Rules()) {
    const std::string once = Redacted(rule.hit);
    EXPECT_EQ(Redacted(once), once) << rule.id;
  }
}

TEST(Detector, TakesPhoneShapesBehindThe64thAsNumbersWithoutAsking) {
  std::string text;
  for (int i = 0; i < 70; ++i) text += "+99 999 999 99;";  // a country that is none
  const std::string redacted = Redacted(text);
  EXPECT_TRUE(redacted.starts_with("+99 999 999 99;"));
  EXPECT_TRUE(redacted.ends_with("<<PHONE>>;"));
}

TEST(Detector, IsDoneInTimeWithAnEndlessCandidate) {
  const std::string dots(200'000, '.');
  EXPECT_EQ(Redacted("a@b" + dots), "a@b" + dots);
  std::string blocks;
  for (int i = 0; i < 20'000; ++i) blocks += "type@video+block@";
  EXPECT_EQ(Redacted(blocks + "x.html"), blocks + "x.html");
}

}  // namespace
}  // namespace fun::detect
