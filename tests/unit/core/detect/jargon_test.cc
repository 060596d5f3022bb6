// What the platform and its courses write, and nobody's data: it must survive.
#include <gtest/gtest.h>

#include <string>

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

}  // namespace
}  // namespace fun::detect
