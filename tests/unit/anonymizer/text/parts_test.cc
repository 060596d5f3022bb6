// The small readers of the redactor: redactions, pairs, URLs, routes, keys.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "anonymizer/text/opaque_keys.h"
#include "anonymizer/text/pairs.h"
#include "anonymizer/text/redactions.h"
#include "anonymizer/text/routes.h"
#include "anonymizer/text/url.h"

namespace fun::anonymizer {
namespace {

TEST(MergeRedactions, LeavesNoByteStandingThatAnyOfThemClaims) {
  std::vector<Redaction> wishes = {{{5, 9}, "b", Reason::kRule, 1},
                                   {{0, 3}, "a", Reason::kPerson},
                                   {{2, 6}, "c", Reason::kField},
                                   {{9, 12}, "d", Reason::kRule, 2}};
  MergeRedactions(wishes);
  ASSERT_EQ(wishes.size(), 2U);
  EXPECT_EQ(wishes[0].span, (Span{0, 9}));
  EXPECT_EQ(wishes[0].text, "c");
  EXPECT_EQ(wishes[1].span, (Span{9, 12}));
}

TEST(LooksLikePairs, KnowsAFormFromText) {
  for (const char* const text : {"a=1", "a=1&b=2", "a%5B0%5D=&b", "a=http://x/y"}) {
    EXPECT_TRUE(LooksLikePairs(text)) << text;
  }
  for (const char* const text : {"", "a", "a b=1", "a=1 b", "=1", "http://x/?a=1", "a=<b>"}) {
    EXPECT_FALSE(LooksLikePairs(text)) << text;
  }
}

TEST(CutPairs, CutsAtAmpersandsAndTheFirstEqualsSign) {
  const std::string_view text = "a=1=2&&b&c=";
  std::vector<Pair> pairs;
  CutPairs(text, {0, text.size()}, pairs);
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_EQ(Slice(text, pairs[0].value), "1=2");
  EXPECT_EQ(Slice(text, pairs[1].name), "b");
  EXPECT_EQ(pairs[1].value.size(), 0U);
  EXPECT_EQ(Slice(text, pairs[2].name), "c");
}

TEST(DecodePart, DecodesWhatIsPercentEncodedAndKeepsWhatIsNot) {
  Arena arena;
  EXPECT_EQ(DecodePart("a%20b+c", ' ', arena), "a b c");
  EXPECT_EQ(DecodePart("a+b", '+', arena), "a+b");
  EXPECT_EQ(DecodePart("100%", ' ', arena), "100%");
  EXPECT_EQ(DecodePart("%4", ' ', arena), "%4");
  EXPECT_EQ(DecodePart("%zz%41", ' ', arena), "%zzA");
}

TEST(CutUrl, TellsItsParts) {
  const std::string_view text = "see https://ada:x@h.example.org:8/a//b/?q=1/2#f/g";
  Url url;
  CutUrl(text, {4, text.size()}, url);
  EXPECT_EQ(Slice(text, url.userinfo), "ada:x");
  EXPECT_EQ(Slice(text, url.host), "h.example.org:8");
  ASSERT_EQ(url.segments.size(), 2U);  // of nothing between two slashes none
  EXPECT_EQ(Slice(text, url.segments[1]), "b");
  EXPECT_EQ(Slice(text, url.query), "q=1/2");
  EXPECT_EQ(Slice(text, url.fragment), "#f/g");
}

TEST(CutUrl, ReadsBrokenOnesWithoutReachingBeyond) {
  for (const std::string text :
       {"http://", "http://@", "/", "//", "http://a@", "x://?", "/?#", "/a?"}) {
    Url url;
    CutUrl(text, {0, text.size()}, url);
    for (const Span part : {url.userinfo, url.host, url.query, url.fragment}) {
      EXPECT_LE(part.begin, part.end) << text;
      EXPECT_LE(part.end, text.size()) << text;
    }
  }
}

TEST(FindUrl, EndsWhereTextGoesOn) {
  const std::string_view text = "(<a href=\"https://x/y\">) and ftp://z, ://no";
  const auto first = FindUrl(text, 0);
  ASSERT_TRUE(first);
  EXPECT_EQ(Slice(text, *first), "https://x/y");
  const auto second = FindUrl(text, first->end);
  ASSERT_TRUE(second);
  EXPECT_EQ(Slice(text, *second), "ftp://z,");
  EXPECT_FALSE(FindUrl(text, second->end));
}

std::vector<SegmentKind> KindsOf(std::string_view path) {
  Url url;
  CutUrl(path, {0, path.size()}, url);
  std::vector<SegmentKind> kinds(url.segments.size());
  FindRoute(path, url.segments, kinds);
  return kinds;
}

TEST(FindRoute, SaysWhichSegmentIsWhat) {
  using enum SegmentKind;
  EXPECT_EQ(KindsOf("/u/ada"), (std::vector{kPlain, kUsername}));
  EXPECT_EQ(KindsOf("/fr/u/ada/x"), (std::vector{kPlain, kPlain, kUsername, kPlain}));
  EXPECT_EQ(KindsOf("/courses/a/progress/7"), (std::vector{kPlain, kPlain, kPlain, kUserId}));
  EXPECT_EQ(KindsOf("/courses/a/progress/x"), (std::vector{kPlain, kPlain, kPlain, kPlain}));
  EXPECT_EQ(KindsOf("/api/certificates/v0/certificates/ada/courses/x")[4], kUsername);
  EXPECT_EQ(KindsOf("/activate/abc"), (std::vector{kPlain, kToken}));
  EXPECT_EQ(KindsOf("/u/"), (std::vector{kPlain}));
}

TEST(FindOpaqueKeys, FindsKeysOfCoursesAndBlocks) {
  const std::string_view text =
      "/x/course-v1:A+B+C/y block-v1:A+B+C+type@video+block@v, i4x://A/B/problem/video z-v1 ada";
  std::vector<Span> keys;
  FindOpaqueKeys(text, keys);
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(Slice(text, keys[0]), "course-v1:A+B+C");
  EXPECT_EQ(Slice(text, keys[1]), "block-v1:A+B+C+type@video+block@v");
  EXPECT_EQ(Slice(text, keys[2]), "i4x://A/B/problem/video");
  EXPECT_TRUE(IsWithin(keys, {keys[1].begin + 20, keys[1].end}));
  EXPECT_FALSE(IsWithin(keys, {0, 5}));
}

}  // namespace
}  // namespace fun::anonymizer
