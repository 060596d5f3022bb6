// Texts that are made to be slow: the work must grow with the text, not with its square.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/detect/detector.h"

namespace fun::detect {
namespace {

constexpr std::size_t kShort = 32'768;

std::string Repeated(std::string_view unit, std::size_t size) {
  std::string text;
  while (text.size() < size) text += unit;
  return text;
}

std::size_t SearchesIn(const std::string& text) {
  static const Detector detector;
  std::vector<Match> matches;
  return detector.Scan(text, matches);
}

// Units that are the begin of a match, or one, or one that is refused.
constexpr std::string_view kUnits[] = {"a@",
                                       "a@a.",
                                       "a@b.fr ",
                                       "1",
                                       "0 ",
                                       "+33",
                                       "+33 ",
                                       "06 12 34 56 ",
                                       "4111 ",
                                       "FR76",
                                       "FR76 ",
                                       "12 rue ",
                                       "12 rue de la ",
                                       "rue de la paix, 75002 ",
                                       "12 Elm ",
                                       "1 A St ",
                                       "A St, A 1 ",
                                       "BP 1 12345 ",
                                       "password=",
                                       "password: ",
                                       "eyJ.",
                                       "eyJhbGci.",
                                       "a at b dot ",
                                       "a [at] b.",
                                       "ada arobase ",
                                       "://",
                                       "://a@",
                                       "AKIA",
                                       "ghp_",
                                       ":",
                                       "::",
                                       "1:",
                                       "1.",
                                       "1.2.3.4",
                                       "a/1.2.3.4;",
                                       "(514) ",
                                       "cookie: a=",
                                       "bearer ",
                                       "type@video+block@x.html ",
                                       "+block@a.bb,",
                                       "\"a@",
                                       "-----BEGIN PRIVATE KEY-----",
                                       "732 829 320 ",
                                       "1 85 07 2A "};

TEST(Detector, AsksRe2NoMoreThanTwiceAsOftenOfTwiceTheText) {
  for (const std::string_view unit : kUnits) {
    const std::size_t once = SearchesIn(Repeated(unit, kShort));
    const std::size_t twice = SearchesIn(Repeated(unit, 2 * kShort));
    EXPECT_LE(twice, 2 * once + once / 5 + 21) << unit;
    EXPECT_LE(twice, 4 * 2 * kShort + 21) << unit;
  }
}

// A plain text, however long, is never searched.
TEST(Detector, DoesNotAskRe2OfOrdinaryValues) {
  for (const std::string_view text :
       {"play_video", "i4x-FUN-00204-video-0612345678abcdef0123456789abcdef", "html5",
        "block-v1:FUN+00204+session01+type@video+block@0123456789abcdef",
        "2015-10-21T07:28:00.060708+00:00", "/courses/course-v1:FUN+00204+session01/courseware/",
        "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/115.0"}) {
    EXPECT_EQ(SearchesIn(std::string(text)), 0U) << text;
  }
}

}  // namespace
}  // namespace fun::detect
