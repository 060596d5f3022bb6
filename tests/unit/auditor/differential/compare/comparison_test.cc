#include "auditor/differential/compare/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/auditor/differential/compare/comparing.h"

namespace fun::auditor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string QuotedText(const std::string& text) { return "\"" + text + "\""; }

TEST(Comparison, FindsNothingInWhatThePolicyMakesOfALine) {
  Comparing standard("standard");
  EXPECT_THAT(
      standard.Compare(R"({"username":"ada","email":"a@example.org","ip":"192.0.2.7","n":1.50})",
                       R"({"username":)" + QuotedText(standard.Username("ada")) +
                           R"(,"ip":"192.0.2.0","n":1.50})"),
      IsEmpty());
  EXPECT_EQ(standard.counts().pseudonyms, 1U);
}

TEST(Comparison, FindsAPseudonymThatIsNotOfTheRawValue) {
  Comparing standard("standard");
  const std::string eve = QuotedText(standard.Username("eve"));
  EXPECT_THAT(standard.Compare(R"({"username":"ada"})", R"({"username":)" + eve + "}"),
              ElementsAre("wrong-pseudonym /username"));
  EXPECT_THAT(standard.Compare(R"({"username":["ada","eve"]})",
                               R"({"username":[)" + eve + "," + eve + "]}"),
              ElementsAre("wrong-pseudonym /username/0"));
  EXPECT_THAT(standard.Compare(R"({"username":"ada"})", R"({"username":""})"),
              ElementsAre("wrong-pseudonym /username"));
}

TEST(Comparison, TakesAUserIdForOneAsNumberAndAsText) {
  Comparing standard("standard");
  const std::string id = QuotedText(standard.UserId("42"));
  for (const std::string_view raw : {R"({"user_id":42})", R"({"user_id":"42"})"}) {
    EXPECT_THAT(standard.Compare(raw, R"({"user_id":)" + id + "}"), IsEmpty());
    EXPECT_THAT(standard.Compare(raw, R"({"user_id":)" + QuotedText(standard.Username("42")) + "}"),
                ElementsAre("wrong-pseudonym /user_id"));
  }
}

TEST(Comparison, LetsNothingAndNullStand) {
  Comparing standard("standard");
  EXPECT_THAT(
      standard.Compare(R"({"username":"","user_id":null})", R"({"username":"","user_id":null})"),
      IsEmpty());
}

TEST(Comparison, MakesThePseudonymOfALoneSurrogateOfItsThreeBytes) {
  Comparing standard("standard");
  EXPECT_THAT(
      standard.Compare(R"({"username":"a\ud83d"})",
                       R"({"username":)" + QuotedText(standard.Username("a\xED\xA0\xBD")) + "}"),
      IsEmpty());
}

TEST(Comparison, FindsKeptScalarsThatDifferInAByte) {
  Comparing seed("seed");
  EXPECT_THAT(seed.Compare(R"({"grade":1.50,"id":true,"page":null})",
                           R"({"grade":1.5,"id":false,"page":0})"),
              ElementsAre("changed /grade", "changed /id", "changed /page"));
}

TEST(Comparison, FindsTextsThatDifferOutsideOfMarks) {
  Comparing standard("standard");
  EXPECT_THAT(
      standard.Compare(R"({"body":"mail a@example.org now"})", R"({"body":"mail <<EMAIL>> now"})"),
      IsEmpty());
  EXPECT_THAT(
      standard.Compare(R"({"body":"mail a@example.org now"})", R"({"body":"mail <<EMAIL>> soon"})"),
      ElementsAre("changed /body"));
  Comparing seed("seed");  // which scans nothing
  EXPECT_THAT(seed.Compare(R"({"body":"mail me"})", R"({"body":"mail <<EMAIL>>"})"),
              ElementsAre("changed /body"));
}

TEST(Comparison, FindsAMentionThatBecameAnotherPersonsPseudonym) {
  Comparing standard("standard", {{detect::IdentityKind::kUsername, "ada_l"}});
  const auto body = [&standard](std::string_view name) {
    return R"({"body":"thanks )" + standard.Username(name) + R"(!"})";
  };
  EXPECT_THAT(standard.Compare(R"({"body":"thanks ada_l!"})", body("ada_l")), IsEmpty());
  EXPECT_THAT(standard.Compare(R"({"body":"thanks Ada_L!"})", body("ada_l")), IsEmpty());
  EXPECT_THAT(standard.Compare(R"({"body":"thanks ada_l!"})", body("eve")),
              ElementsAre("wrong-pseudonym /body"));
}

TEST(Comparison, FindsWhatWasAddedAndWhatIsMissing) {
  Comparing standard("standard");
  EXPECT_THAT(standard.Compare(R"({"event":{"id":1,"code":"x"}})", R"({"event":{"id":1,"Ada":2}})"),
              ElementsAre("added /event/*", "missing /event/code"));
  EXPECT_THAT(standard.Compare(R"({"event":[1,2]})", R"({"event":[1,2,3]})"),
              ElementsAre("added /event/2"));
  EXPECT_THAT(standard.Compare(R"({"event":[1,2]})", R"({"event":[1]})"),
              ElementsAre("missing /event/1"));
}

TEST(Comparison, TakesDuplicateKeysOneByOne) {
  Comparing standard("standard");
  const std::string ada = QuotedText(standard.Username("ada"));
  EXPECT_THAT(standard.Compare(R"({"username":{},"username":"ada","id":1,"id":2})",
                               R"({"username":)" + ada + R"(,"id":1,"id":2})"),
              IsEmpty());
  EXPECT_THAT(standard.Compare(R"({"id":1,"id":2})", R"({"id":1})"), ElementsAre("missing /id"));
}

TEST(Comparison, LooksIntoJsonWithinStrings) {
  Comparing standard("standard");
  const std::string ada = standard.Username("ada");
  const std::string raw = R"({"event":"{\"POST\":{\"username\":[\"ada\"],\"id\":[\"1\"]}}"})";
  EXPECT_THAT(standard.Compare(raw, R"({"event":"{\"POST\":{\"username\":[\")" + ada +
                                        R"(\"],\"id\":[\"1\"]}}"})"),
              IsEmpty());
  EXPECT_THAT(standard.Compare(raw, R"({"event":"{\"POST\":{\"username\":[\")" + ada +
                                        R"(\"],\"id\":[\"2\"]}}"})"),
              ElementsAre("changed /event>/POST/id/0"));
}

TEST(Comparison, LooksIntoJsonThatThePlatformCut) {
  Comparing standard("standard");
  const std::string raw = R"({"event":"{\"GET\":{\"username\":[\"ada\"],\"n\":1,\"body\":\"lon"})";
  const auto cut = [&standard](std::string_view name, std::string_view rest) {
    return R"({"event":"{\"GET\":{\"username\":[\")" + standard.Username(name) + R"(\"])" +
           std::string(rest) + "\"}";
  };
  EXPECT_THAT(standard.Compare(raw, cut("ada", R"(,\"n\":1)")), IsEmpty());
  EXPECT_THAT(standard.Compare(raw, cut("eve", R"(,\"n\":1)")),
              ElementsAre("wrong-pseudonym /event>/GET/username/0"));
  EXPECT_THAT(standard.Compare(raw, cut("ada", "")), ElementsAre("missing /event>/GET/n"));
}

TEST(Comparison, KnowsTheHourOfStrictTimes) {
  Comparing strict("strict");
  const std::string raw = R"({"time":"2015-02-02T00:30:07.8+00:00","page":"x"})";
  EXPECT_THAT(strict.Compare(raw, R"({"time":"2015-02-02T00:00:00.0+00:00"})"), IsEmpty());
  EXPECT_THAT(strict.Compare(raw, R"({"time":"2015-02-02T01:00:00.0+00:00"})"),
              ElementsAre("changed /time"));
}

}  // namespace
}  // namespace fun::auditor
