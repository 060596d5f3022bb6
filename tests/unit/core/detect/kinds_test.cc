// Each kind of personal data by examples: what is marked, and what looks so and is none.
#include <gtest/gtest.h>

#include "tests/unit/core/detect/redacted.h"

namespace fun::detect {
namespace {

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
      {"ma Soci\xC3\xA9t\xC3\xA9 732829320", "ma Soci\xC3\xA9t\xC3\xA9 <<SIREN>>"},
      {"micro-entreprise 732829320", "micro-entreprise <<SIREN>>"},
      {"Auto-Entrepreneuse 732829320", "Auto-Entrepreneuse <<SIREN>>"},
      {"COMPANY 732829320", "COMPANY <<SIREN>>"},
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
      {"BP12-75002", "<<ADDRESS>>"},
      {"12,rue,de,la,Paix,75002,Paris", "<<ADDRESS>>,Paris"},
      {"2A\xC2\xA0rue de la Paix, 75002 Paris", "<<ADDRESS>>"},
      {"3fa85f64-5717-4562-b3fc-2c963f66afa6", "3fa85f64-5717-4562-b3fc-2c963f66afa6"},
      {"12 rue des Lilas, b\xC3\xA2t. K12, Brest", "<<ADDRESS>>"},
      {"12 rue victor hugo \xC3\xA0 paris", "<<ADDRESS>> \xC3\xA0 paris"},
      {"12 Elm St", "<<ADDRESS>>"},
      {"12\tElm\tSt", "<<ADDRESS>>"},
      {"12\nElm\r\nSt", "12\nElm\r\nSt"},
      {"1 Bunker\tHill", "1 Bunker\tHill"},
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

}  // namespace
}  // namespace fun::detect
