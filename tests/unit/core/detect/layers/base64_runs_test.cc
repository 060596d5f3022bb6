#include "core/detect/layers/base64_runs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/base/encoding.h"

namespace fun::detect {
namespace {

// What is found in a text, as "source -> text".
std::vector<std::string> FindIn(std::string_view text) {
  Arena arena;
  Base64Finder finder;
  std::vector<Base64Text> found;
  finder.Find(text, nullptr, arena, found);
  std::vector<std::string> finds;
  for (const Base64Text& find : found) {
    EXPECT_LE(find.source.end, text.size());
    finds.push_back(std::string(Slice(text, find.source)) + " -> " + std::string(find.text));
  }
  return finds;
}

using Finds = std::vector<std::string>;

TEST(Base64Finder, FindsTextInEitherAlphabetPaddedOrNot) {
  EXPECT_EQ(FindIn("YWRhQGV4YW1wbGUub3Jn"), Finds{"YWRhQGV4YW1wbGUub3Jn -> ada@example.org"});
  EXPECT_EQ(FindIn("YWRhQGIuZg=="), Finds{"YWRhQGIuZg== -> ada@b.f"});
  EXPECT_EQ(FindIn("q=bWFyaWVAZXhhbXBsZS5mcg%3D%3d&x"),
            Finds{"bWFyaWVAZXhhbXBsZS5mcg%3D%3d -> marie@example.fr"});
  EXPECT_EQ(FindIn("bWFyaWVAZXhhbXBsZS5mcg"), Finds{"bWFyaWVAZXhhbXBsZS5mcg -> marie@example.fr"});
  EXPECT_EQ(FindIn("b3pucmlybw=="), Finds{"b3pucmlybw== -> oznriro"});
  EXPECT_EQ(FindIn("c3pucmlyanho"), Finds{"c3pucmlyanho -> sznrirjxh"});  // looks like a word
  EXPECT_EQ(FindIn("UmVuw6llIExlZsOodnJl"), Finds{"UmVuw6llIExlZsOodnJl -> Renée Lefèvre"});
  EXPECT_EQ(FindIn("w6nDqMOnw7_DoMOpw6g"), Finds{"w6nDqMOnw7_DoMOpw6g -> éèçÿàéè"});
  EXPECT_EQ(FindIn("w6nDqMOnw7/DoMOpw6g"), Finds{"w6nDqMOnw7/DoMOpw6g -> éèçÿàéè"});
  EXPECT_EQ(FindIn("0JHQvtGA0LjRgSDQmNCy0LDQvdC+0LI="),
            Finds{"0JHQvtGA0LjRgSDQmNCy0LDQvdC+0LI= -> Борис Иванов"});
}

TEST(Base64Finder, FindsTextBehindOtherCharactersOfTheAlphabet) {
  for (const std::string_view glued : {"token/", "t/", "to/", "tok/", "_", "-", "a-/", "x_y-z/"}) {
    const std::string text = std::string(glued) + "YWRhQGV4YW1wbGUub3Jn";
    const Finds finds = FindIn(text);
    const auto ends = [](const std::string& find) { return find.ends_with("ada@example.org"); };
    EXPECT_TRUE(std::any_of(finds.begin(), finds.end(), ends)) << text;
  }
}

TEST(Base64Finder, FindsReadableTextAmongOtherBytes) {
  const std::string bytes = std::string("\x80\x03}q\x01X\x0F\0\0\0", 10) + "ada@example.org" +
                            std::string("\x94\x81\x02\xFF", 4);
  const std::string text = EncodeBase64(bytes);
  EXPECT_EQ(FindIn(text), Finds{"AGFkYUBleGFtcGxlLm9yZ5SB -> ada@example.org"});
}

TEST(Base64Finder, FindsTextThatMailHasWrapped) {
  const std::string plain =
      "Bonjour, je suis Camille Martin, et je vous prie de m'ecrire a camille@example.org. Merci.";
  for (const std::string_view line_end : {"\n", "\r\n"}) {
    for (const std::size_t width : {76U, 64U, 60U, 20U}) {
      std::string text = EncodeBase64(plain);
      for (std::size_t at = width; at < text.size(); at += width + line_end.size()) {
        text.insert(at, line_end);
      }
      EXPECT_EQ(FindIn(text), Finds{text + " -> " + plain}) << width;
    }
  }
}

TEST(Base64Finder, PassesOverIdsWordsAndCourseKeys) {
  for (const std::string_view text :
       {"0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF",
        "123e4567-e89b-12d3-a456-426614174000", "problem_check_fail",
        "edx.course.enrollment.activated", "course-v1:ExempleX+10001+session01",
        "internationalization",
        "block-v1:ExempleX+10001+session01+type@video+block@0123456789abcdef0123456789abcdef",
        "i4x://ExempleX/10001S02/problem/0123456789abcdef0123456789abcdef",
        "/courses/course-v1:ExempleX+10001+session01/xblock/", "play_video",
        "anticonstitutionnellement",
        "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36",
        "2023-05-23T13:53:13.461000+00:00", "YWRhQGI", "YWRh", "", "=", "YWRhQGIu===="}) {
    EXPECT_EQ(FindIn(text), Finds{}) << text;
  }
}

// A measure, not a proof: so many of the tokens that say nothing are read as text.
TEST(Base64Finder, SeldomTakesARandomTokenForText) {
  std::mt19937 random(20240612);
  int taken = 0;
  constexpr int kTokens = 10'000;
  for (int round = 0; round < kTokens; ++round) {
    std::string bytes(24, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    taken += FindIn(EncodeBase64(bytes)).empty() ? 0 : 1;
  }
  EXPECT_LT(taken, kTokens * 5 / 100);
}

TEST(Base64Finder, FindsWhateverTextWasEncoded) {
  std::mt19937 random(20240613);
  constexpr std::string_view kLetters[] = {"a", "e", "n", "z", "B", "R", "7", "0", ".",
                                           "@", "-", " ", "é", "ç", "œ", "É", "_"};
  for (int round = 0; round < 5'000; ++round) {
    std::string plain;
    for (std::size_t i = 9 + random() % 30; i-- > 0;)
      plain += kLetters[random() % std::size(kLetters)];
    std::string text = EncodeBase64(plain);
    if (random() % 2 == 0) {
      std::replace(text.begin(), text.end(), '+', '-');
      std::replace(text.begin(), text.end(), '/', '_');
    }
    const Finds finds = FindIn("(" + text + ")");
    const std::string wanted = text + " -> " + plain;
    ASSERT_TRUE(std::find(finds.begin(), finds.end(), wanted) != finds.end()) << wanted;
  }
}

TEST(Base64Finder, PassesOverARunThatItsLayerCopied) {
  const std::string_view source = "%20YWRhQGV4YW1wbGUub3Jn%20,YWRhQGV4YW1wbGUub3Jn,";
  Arena arena;
  DecodedLayer layer;
  ASSERT_TRUE(DecodeOneLevel(source, EncodingSet::LocalOnes(), arena, layer));
  Base64Finder finder;
  std::vector<Base64Text> found;
  finder.Find(layer.text(), &layer, arena, found);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].source, (Span{1, 21}));
}

}  // namespace
}  // namespace fun::detect
