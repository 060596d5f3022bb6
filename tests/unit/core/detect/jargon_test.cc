// What the platform and its courses write, and nobody's data: it must survive.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "tests/unit/core/detect/redacted.h"

namespace fun::detect {
namespace {

void ExpectSurvives(std::initializer_list<std::string_view> texts) {
  for (const std::string_view text : texts) EXPECT_EQ(Redacted(text), text);
}

TEST(Detector, KeepsCourseAndBlockKeys) {
  ExpectSurvives({
      "block-v1:FUN+00204+session01+type@video+block@0612345678abcdef0612345678abcdef",
      "course-v1:ENS+20005123+2015",
      "course-v1:FUN-MOOC+00204+session01",
      "i4x://FUN/00204/video/0612345678abcdef0123456789abcdef",
      "i4x-FUN-00204-problem-0612345678abcdef0123456789abcdef_2_1",
      "asset-v1:FUN+00204+session01+type@asset+block@plan.de.cours.pdf",
      "/asset-v1:FUN+00204+session01+type@asset+block/plan.pdf",
      "https://x.example/asset-v1:FUN+00204+s01+type@asset+block@a.b.c.html#top",
      "type@video+block@0123456789abcdef.html",
      "0612345678abcdef0612345678abcdef",
  });
}

TEST(Detector, KeepsNumbersOfBooksAndPapers) {
  ExpectSurvives({
      "ISBN 978-2-07-036024-6",
      "ISBN 2-07-036024-8",
      "978 2 07 036024 6",
      "doi:10.1000/182",
      "https://doi.org/10.1038/s41586-020-2649-2",
      "10.1016/0304-3975(96)00072-2",
      "10.1016/0031-3203(90)90098-6",
      "ISSN 0028-0836",
  });
}

TEST(Detector, KeepsTimesDatesAndCoordinates) {
  ExpectSurvives({
      "2015-10-21T07:28:00.060708+00:00",
      "2015-01-02 03:04:05.060708",
      "01/02/2015 03:04:05",
      "01.02.2015 03:04",
      "01-02-2015 03:04:05",
      "00:00:01,500 --> 00:00:04,000",
      "PT1H2M3.04S",
      "1444953600.0123",
      "48.856614, 2.352222",
      "lat=48.85661400&lon=02.35222190",
      "(0.5, 0.25), (0.125, 0.0625)",
  });
}

TEST(Detector, KeepsVersionsOfProducts) {
  ExpectSurvives({
      "Chrome/116.0.5845.96",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/116.0.0.0 Safari/537.36 Edg/116.0.1938.69",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 "
      "(KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
      "Opera/9.80 (Android; Opera Mini/8.0.1807/36.1609; U; en) Presto/2.12.423",
      "Dalvik/2.1.0 (Linux; U; Android 9; SM-G960F Build/PPR1.180610.011)",
      "OPR/102.0.4880.78",
  });
}

TEST(Detector, KeepsIdsAndCounters) {
  ExpectSurvives({
      "1234567890123456789012345",
      "user 20151021",
      "0123456789",
      "0a1b2c3d-0612-3456-7890-0123456789ab",
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "input_i4x-0612345678-2_1=choice_0",
      "a::b::c::d",
      "x + 12 = 20 - 5 + 3",
  });
}

// clang-format off
constexpr std::string_view kJargon[] = {
      "library-v1:FUN+LIB204",
      "lib-block-v1:FUN+LIB204+type@problem+block@0612345678abcdef0612345678abcdef",
      "i4x-FUN-00204-problem-0612345678abcdef0123456789abcdef_2_1",
      "input_0612345678abcdef0123456789abcdef_2_1=choice_0",
      "c4x://FUN/00204/asset/plan.2015-06-12.pdf",
      "arXiv:1501.00001v2 and arXiv:hep-th/9901001",
      "0000-0002-1825-0097",
      "https://orcid.org/0000-0002-1825-0097",
      "ISBN 978-0-306-40615-7, ISBN-10 0-306-40615-2 et 2 07 036024 8",
      "ISBN 0306406152 ; ISBN 9780306406157",
      "ISSN 2049-3630; ISSN-L 0000-0019",
      "EAN 3017620422003",
      "https://doi.org/10.1103/PhysRevLett.116.061102",
      "10.1016/j.cell.2015.05.002",
      "La population était de 67 413 000 habitants en 2020, le PIB 2 639 009 000 000 euros",
      "1,234,567,890 and 12,345,678.90 and 1.234.567.890,12",
      "123 456 789 visiteurs et 190 000 000 €",
      "π ≈ 3.14159 26535 89793 23846",
      "6.022 140 76 × 10^23, 1.602 176 634e-19, 299 792 458 m/s",
      "2015-10-21 07:28:00+02:00, 2015-10-21T07:28:00.123456Z, 20151021T072800Z",
      "Du 01/02/2015 au 03/04/2015, de 10:00 à 12:30, le 05.06.2015 à 08h30",
      "01/02/2015 - 03/04/2015",
      "01-02-2015 03-04-2016",
      "2015-01-02/2016-03-04",
      "48.856614,2.352222; 40.712776,-74.005974; N 48° 51' 24.0\" E 2° 21' 07.9\"",
      "dQw4w9WgXcQ youtube.com/watch?v=0612345678x x2jvvep vimeo.com/123456789",
      "00:01:02.345 --> 00:01:04.567",
      "\\frac{1}{2} + \\sqrt{16} = 4.5, \\begin{pmatrix} 01 & 02 \\\\ 03 & 04 \\end{pmatrix}",
      "x = 06 + 12 + 34 + 56 + 78",
      "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
      "01 02 03 04 05 06 07 08 09 10",
      "0 1 1 2 3 5 8 13 21 34 55 89 144 233",
      "10 20 30 40 50 60 70 80 90",
      "Le point est à l'angle de la rue et du chemin. Il y a 3 rues et 2 places.",
      "2 cours de mathématiques, 3 routes possibles, 1 place de parking, 12 places disponibles",
      "1 chemin de longueur 5 dans le graphe; 2 chemins disjoints",
      "Au chapitre 3 La rue, au chapitre 4 Cours de droit",
      "Module 3 Silk Road, Chapter 12 Wall Street, Figure 2 Least Square fit",
      "In 1950 Main Street was paved",
      "the 10 Best Way to learn; 5 Ways to Drive",
      "Look at the dot in the middle, at point B. Meet at 10.30 at lemonde.fr",
      "The password must be at least 8 characters: letters and digits",
      "Mot de passe oublié ? Le mot de passe : au moins 8 caractères",
      "Token: a unit of text. Secret: nobody knows. ",
      "password_reset_confirm, /account/password, change_password",
      "\"password\": \"********\"",
      "the key: 42; usage_key=block-v1:X+Y+Z+type@html+block@abc; course_key=course-v1:X+Y+Z",
      "tokens: 128, max_tokens=256",
      "d = {'a': 1}; f(x)@g; A @ B.T; @property; @app.route(\"/x\")",
      "jquery@3.6.0.min.js bootstrap@5.1.3/dist/css/bootstrap.min.css icon@2x.png",
      "abba::fade std::vector<int>::size Foo::Bar::Baz Dead::Beef",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0",
      "Mozilla/5.0 (Linux; Android 10; SM-A205U) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/21.0 Chrome/110.0.5481.154 Mobile Safari/537.36",
      "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/4.0; .NET CLR 2.0.50727; .NET CLR 3.0.4506.2152; .NET4.0C; Media Center PC 6.0)",
      "Mozilla/5.0 (iPad; U; CPU OS 4_3_3 like Mac OS X; fr-fr) AppleWebKit/533.17.9 (KHTML, like Gecko) Version/5.0.2 Mobile/8J2 Safari/6533.18.5",
      "Dalvik/2.1.0 (Linux; U; Android 13; Pixel 7 Build/TQ3A.230901.001) edX/org.edx.mobile/2.26.5.1",
      "edX/org.example.mobile (2.26.3; OS Version 16.6 (Build 20G75))",
      "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/49.0.2623.112 YaBrowser/16.4.1.8564 Yowser/2.5",
      "Mozilla/5.0 (Linux; Android 7.0; FRD-L09) [FBAN/FB4A;FBAV/150.0.0.32.95;FBBV/80404070;]",
      "python-requests/2.28.1 curl/7.68.0 okhttp/4.9.3",
      "HuaweiBrowser/12.1.1.1 HMSCore/6.6.0.312",
      "Pearson, r = 0.8123456789, p < 0.0001; n = 1234567890",
      "2-1-0612345678-3",
      "SHA1 da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "numéro de téléphone obligatoire; appelez le 15 ou le 112, 3939",
      "tel que 2015, appel à projets 2015-2016",
      "score 12/20, 06/12, ratio 16:9, 4:3",
      "(1) (2) (3) (06) (12) (34) (56) (78)",
      "1 000 000 000 000",
      "3 514 200 300 4000",
      "AB12 CDEF GHIJ KLMN, ID12345678901234567890",
      "1.5 mm 2 mm 10 Mhz 802.11ac",
      "Exercice 12 Rue Cases-Nègres",
      "en 1789 place à la Révolution",
      "entre 1914 et 1918 avenue",
      "page 12 route de la soie",
      "cookie=accepted; Les cookies: x=y",
      "bearer token required for the API",
      "Basic understanding1234567890123",
      "\"session\": \"0612345678abcdef0612345678abcdef\"",
      "ccx-block-v1:FUN+00204+session01+ccx@1+type@vertical+block@0612345678abcdef0612345678abcdef",
      "612345678.1445444645 GA1.2.1304536011.1445444645",
      "version 4.10.2.1, v1.2.3.4, section 1.2.3.4, Version: 10.2.3.4 (build \"1.2.3.4\")",
};
// clang-format on

TEST(Detector, KeepsTheJargonOfCoursesInFrenchAndEnglish) {
  for (const std::string_view text : kJargon) EXPECT_EQ(Redacted(text), text);
}

std::string RandomFrom(std::mt19937& random, std::string_view letters, std::size_t size) {
  std::string text(size, '0');
  for (char& c : text) c = letters[random() % letters.size()];
  return text;
}

TEST(Detector, Keeps60000OpaqueIds) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr std::string_view kVideo =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  std::mt19937 random(20150328);  // fixed: a failure must repeat
  for (int round = 0; round < 10'000; ++round) {
    const std::string hex = RandomFrom(random, kHex, 32);
    const std::string uuid = hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) +
                             "-" + hex.substr(16, 4) + "-" + hex.substr(20);
    const std::string video = RandomFrom(random, kVideo, 11);
    const std::string time = "2015-0" + std::to_string(1 + random() % 9) + "-1" +
                             std::to_string(random() % 10) + "T07:28:00." +
                             RandomFrom(random, "0123456789", 6) + "+02:00";
    for (const std::string& text :
         {hex, uuid, "block-v1:FUN+00204+s01+type@video+block@" + hex,
          "i4x-FUN-00204-problem-" + hex + "_2_1",
          "tel " + hex + " https://videos.example/watch?v=" + video, time}) {
      ASSERT_EQ(Redacted(text), text);
    }
  }
}

}  // namespace
}  // namespace fun::detect
