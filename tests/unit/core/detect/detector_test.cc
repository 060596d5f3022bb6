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

template <std::size_t size>
void ExpectRedacted(const Example (&table)[size]) {
  for (const Example& row : table) EXPECT_EQ(Redacted(row.text), row.redacted);
}

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
      {"82.1.2.0", "82.1.2.0"},      // a network
      {"0.0.0.0", "0.0.0.0"},        //
      {"256.1.2.3", "256.1.2.3"},    // no octet
      {"82.1.2", "82.1.2"},          //
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

TEST(Detector, RedactsPhoneNumbersOfFranceOverseasBelgiumSwitzerlandAndCanada) {
  ExpectRedacted({
      {"0262 12 34 56, 0692 12 34 56", "<<PHONE>>, <<PHONE>>"},
      {"0590 12 34 56 ou 0696 12 34 56", "<<PHONE>> ou <<PHONE>>"},
      {"06/12/34/56/78", "<<PHONE>>"},
      {"06 - 12 - 34 - 56 - 78", "<<PHONE>>"},
      {"0612 345 678", "<<PHONE>>"},
      {"0470/12.34.56", "<<PHONE>>"},
      {"02 550 12 34", "<<PHONE>>"},
      {"044 668 18 00", "<<PHONE>>"},
      {"(514) 398-0123", "<<PHONE>>"},
      {"1-514-398-0123", "<<PHONE>>"},
      {"514.398.0123", "<<PHONE>>"},
      {"514 398 0123", "514 398 0123"},  // a row of a table
      {"cell 514 398 0123", "cell <<PHONE>>"},
      {"114-398-0123", "114-398-0123"},  // no area
      {"01 02 03 04 05", "01 02 03 04 05"},
      {"hotel 0612345678", "hotel 0612345678"},
  });
}

TEST(Detector, RedactsEmailsInUnusualSpellings) {
  ExpectRedacted({
      {"\"ada l\"@example.org", "<<EMAIL>>"},
      {"ada@[192.0.2.7]", "<<EMAIL>>"},
      {"ada@[IPv6:2001:db8::7]", "<<EMAIL>>"},
      {"\xD0\xB0\xD0\xB4\xD0\xB0@\xD0\xBF\xD0\xBE\xD1\x87\xD1\x82\xD0\xB0.example", "<<EMAIL>>"},
      {"ada[at]example.org", "<<EMAIL>>"},
      {"ada (at) mail.example.org", "<<EMAIL>>"},
      {"ada [AT] example [DOT] org", "<<EMAIL>>"},
      {"ada <at> example <dot> org", "<<EMAIL>>"},
      {"ada(arobase)example(point)org", "<<EMAIL>>"},
      {"ada [arobase] example.org", "<<EMAIL>>"},
      {"ada point l arobase example point org", "<<EMAIL>>"},
      {"ada AT example DOT org", "<<EMAIL>>"},
      {"ada @ example.org", "<<EMAIL>>"},
      {"ada(a)example.org", "<<EMAIL>>"},
      {"ada_at_example.org", "<<EMAIL>>"},
      {"ada chez example point org", "<<EMAIL>>"},
      {"il travaille chez example.org", "il travaille chez example.org"},
      {"export of ada@example.org.pdf", "export of <<EMAIL>>"},
      {"look at example.org", "look at example.org"},
      {"at the dot product", "at the dot product"},
      {"git@github.example:x/y.git", "git@github.example:x/y.git"},
      {"mod\xC3\xA8le@v2.pdf", "mod\xC3\xA8le@v2.pdf"},
  });
}

TEST(Detector, RedactsAccountsCardsAndNumbersOfPeople) {
  ExpectRedacted({
      {"FR7630006000011234567890189", "<<IBAN>>"},
      {"fr76 3000 6000 0112 3456 7890 189 et merci", "<<IBAN>> et merci"},
      {"BE68-5390-0754-7034", "<<IBAN>>"},
      {"XX7630006000011234567890189", "XX7630006000011234567890189"},
      {"FR7730006000011234567890189", "FR7730006000011234567890189"},
      {"4111111111111111", "<<CARD>>"},
      {"4111-1111-1111-1111", "<<CARD>>"},
      {"4111 1111 1111 1111 12/27", "<<CARD>> 12/27"},
      {"3782 822463 10005", "<<CARD>>"},
      {"a4111111111111111", "a4111111111111111"},
      {"41111111 11111111", "41111111 11111111"},
      {"185077512345608", "<<NIR>>"},
      {"1 85 07 75 123 456 cl\xC3\xA9 08", "<<NIR>>"},
      {"s\xC3\xA9"
       "curit\xC3\xA9 sociale 1850775123456",
       "s\xC3\xA9"
       "curit\xC3\xA9 sociale <<NIR>>"},
      {"1850775123456", "1850775123456"},
      {"185137512345608", "185137512345608"},  // month 13
      {"siret 73282932000074", "siret <<SIRET>>"},
      {"73282932000074", "73282932000074"},
      {"732 829 320", "732 829 320"},  // any sum
      {"RCS Paris 732 829 320", "RCS Paris <<SIREN>>"},
  });
}

TEST(Detector, RedactsPostalAddresses) {
  ExpectRedacted({
      {"12 bis, rue de la Paix 75002 PARIS CEDEX 02.", "<<ADDRESS>>."},
      {"5 place du March\xC3\xA9, Lyon", "<<ADDRESS>>"},
      {"8 all\xC3\xA9"
       "e des Tilleuls",
       "<<ADDRESS>>"},
      {"11 rue du 8 Mai 1945", "<<ADDRESS>>"},
      {"rue de l'\xC3\x89glise, 29000 Quimper", "<<ADDRESS>>"},
      {"BP 123, 75002 Paris", "<<ADDRESS>>"},
      {"12 rue des Lilas, b\xC3\xA2t. K12, Brest", "<<ADDRESS>>"},
      {"12 rue victor hugo \xC3\xA0 paris", "<<ADDRESS>> \xC3\xA0 paris"},
      {"12 Elm St", "<<ADDRESS>>"},
      {"10 Downing Street, London SW1A 2AA", "<<ADDRESS>>"},
      {"1 place de parking", "1 place de parking"},
      {"2 cours de maths", "2 cours de maths"},
      {"1 chemin de longueur 3", "1 chemin de longueur 3"},
      {"10 Mean Square", "10 Mean Square"},
      {"Week 3 Silk Road", "Week 3 Silk Road"},
  });
}

TEST(Detector, RedactsSecretsAndLeavesTheirNames) {
  ExpectRedacted({
      {"password=abc&next=/", "password=<<SECRET>>&next=/"},
      {R"("password": "hunter2!")", R"("password": "<<SECRET>>")"},
      {R"(\"api_key\": \"0a1b2c\")", R"(\"api_key\": \"<<SECRET>>\")"},
      {"mdp : soleil42", "mdp : <<SECRET>>"},
      {"sessionid=0a1b; csrftoken=zz9", "sessionid=<<SECRET>>; csrftoken=<<SECRET>>"},
      {"https://ada:pw@localhost/", "https://<<SECRET>>@localhost/"},
      {"password=None, password=********", "password=None, password=********"},
      {"password = input('x')", "password = input('x')"},
      {"password: must be long", "password: must be long"},
      {"token={{ token }}", "token={{ token }}"},
      {"my password is hunter2, sorry", "my password is <<SECRET>>, sorry"},
      {"the password is wrong", "the password is wrong"},
      {"mdp: a&b;c9", "mdp: <<SECRET>>"},
      {"pwd: /home", "pwd: /home"},
  });
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
