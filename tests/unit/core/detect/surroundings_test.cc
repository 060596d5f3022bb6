// What stands beside a piece of personal data must not hide it.
#include <gtest/gtest.h>

#include "tests/unit/core/detect/redacted.h"

namespace fun::detect {
namespace {

TEST(Detector, TakesTypographicSignsForNoLetters) {
  ExpectRedacted({
      {"m\u2019appeler au 0612345678", "m\u2019appeler au <<PHONE>>"},
      {"\u201CTel: 0612345678\u201D", "\u201CTel: <<PHONE>>\u201D"},
      {"\u00ABtel 0612345678\u00BB", "\u00ABtel <<PHONE>>\u00BB"},
      {"\U0001F4DEtel 0612345678", "\U0001F4DEtel <<PHONE>>"},
      {"l\u2019assur\u00E9 1850775123456", "l\u2019assur\u00E9 <<NIR>>"},
      {"\u201Cada (at) example (dot) org\u201D", "\u201C<<EMAIL>>\u201D"},
      {"ada point l chez example point org\U0001F600", "<<EMAIL>>\U0001F600"},
      {"h\u00F4tel 0612345678", "h\u00F4tel 0612345678"},  // "tel" ends a longer word
      {"tel\u00E9 0612345678", "tel\u00E9 0612345678"},
  });
}

TEST(Detector, RedactsIpv6AddressesBehindAWordAndAColon) {
  ExpectRedacted({
      {"IPv6:2001:db8:1:2::7", "IPv6:<<IP>>"},
      {"inet6:2001:db8:1:2::7", "inet6:<<IP>>"},
      {"adresse:2001:db8:1:2:3:4:5:6", "adresse:<<IP>>"},
      {"2001:db8:1:2::7:Connection refused", "<<IP>>:Connection refused"},
      {"1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9"},
      {"aa:bb:cc:dd:ee:ff:00:11:22:33:44:55", "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55"},
  });
}

TEST(Detector, RedactsBothEndsOfARangeAndTheAddressOfAPort) {
  ExpectRedacted({
      {"82.1.2.3-82.1.2.9", "<<IP>>-<<IP>>"},
      {"82.1.2.3-9", "82.1.2.3-9"},
      {"1-82.1.2.3", "1-82.1.2.3"},
      {"refused: db.example.org/82.1.2.3:5432", "refused: db.example.org/<<IP>>:5432"},
      {"Chrome/116.0.58.96: 1", "Chrome/116.0.58.96: 1"},
  });
}

TEST(Detector, RedactsPhoneNumbersBesideTimesAndInTables) {
  ExpectRedacted({
      {"+41 44 668 18 00 18h-20h", "<<PHONE>> 18h-20h"},
      {"+44 20 7946 0958 10am", "<<PHONE>> 10am"},
      {"+32 470 12 34 56 14:30", "<<PHONE>> 14:30"},
      {"+41 44 668 18 00 2015-03-01", "<<PHONE>> 2015-03-01"},
      {"17,+41446681800", "17,<<PHONE>>"},
      {"75011,+33612345678", "75011,<<PHONE>>"},
      {"1985,06 12 34 56 78", "1985,<<PHONE>>"},
      {"Tel 1:+41446681800", "Tel 1:<<PHONE>>"},
      {"06 12 34 56 78-07 98 76 54 32", "<<PHONE>>-<<PHONE>>"},
      {"tel-06 12 34 56 78", "tel-<<PHONE>>"},
      {"Ada/+33 6 12 34 56 78", "Ada/<<PHONE>>"},
      {"12,0612345678", "12,0612345678"},
      {"01.02.2015 03:04", "01.02.2015 03:04"},
  });
}

TEST(Detector, RedactsNumbersThatAreWrittenAsOneBesideOthers) {
  ExpectRedacted({
      {"4111 1111 1111 1111/123", "<<CARD>>/123"},
      {"Visa/4111 1111 1111 1111", "Visa/<<CARD>>"},
      {"4111111111111111.0", "<<CARD>>.0"},
      {"4111111111111111.05", "4111111111111111.05"},
      {"block/4111111111111111/", "block/4111111111111111/"},
      {"185077512345608.0", "<<NIR>>.0"},
      {"NIR-185077512345608", "NIR-<<NIR>>"},
      {"1850775123456cl\u00E908", "<<NIR>>"},
      {"s\u00E9cu 1850775123456 22 ans", "s\u00E9cu <<NIR>> 22 ans"},
      {"secu 1 85 07 75 123 456 27 rue", "secu <<NIR>> 27 rue"},
      {"1850775123456 22 ans", "1850775123456 22 ans"},
  });
}

TEST(Detector, RedactsSecretsBehindAVerbAndAColonAndWithinWhatIsNone) {
  ExpectRedacted({
      {"mon mot de passe est : Soleil2015!", "mon mot de passe est : <<SECRET>>"},
      {"my password is: tr0ub4dor", "my password is: <<SECRET>>"},
      {"Reset token: /account/reset?email_token=0&password=tr0ub4dor&next=/courses/"
       "course-v1:ENS+1+2015/courseware/week1/lesson2/",
       "Reset token: /account/reset?email_token=0&password=<<SECRET>>&next=/courses/"
       "course-v1:ENS+1+2015/courseware/week1/lesson2/"},
      {"password is :", "password is :"},
      {"le mot de passe est : requis", "le mot de passe est : requis"},
      {"eyJhbGciOjF9.e30.", "<<SECRET>>"},
  });
}

TEST(Detector, RedactsPostalAddressesBeforeOtherNumbers) {
  ExpectRedacted({
      {"12 rue de la Paix, 75002 Paris 0612345678", "<<ADDRESS>> 0612345678"},
      {"12 rue de la Paix, 75002 Paris 17h30", "<<ADDRESS>> 17h30"},
      {"12 rue de la Paix, 75002 Paris 2015", "<<ADDRESS>> 2015"},
      {"12 rue de la Paix, 75002 Paris 12", "<<ADDRESS>>"},
  });
}

TEST(Detector, RedactsEmailsThatFilesAreNamedBy) {
  ExpectRedacted({
      {"ada@example.org-CV.pdf", "<<EMAIL>>"},
      {"ada@example.org-50x50.png", "<<EMAIL>>"},
      {"ada@example.org.1.png", "<<EMAIL>>"},
      {"logo@2x.png", "logo@2x.png"},
      {"react@next.min.js", "react@next.min.js"},
      {"lib@3.umd-x.js", "lib@3.umd-x.js"},
  });
}

}  // namespace
}  // namespace fun::detect
