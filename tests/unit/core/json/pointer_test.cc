#include "core/json/pointer.h"

#include <gtest/gtest.h>

#include <string>

namespace fun::json {
namespace {

// The place of byte `offset`: the pointer, whether it is a key, and the token;
// or "nothing".
std::string PlaceText(std::string_view text, std::size_t offset) {
  const auto place = FindPlace(text, offset);
  if (!place) return "nothing";
  return PointerText(place->path) + (place->is_key ? " key " : " ") +
         std::string(Slice(text, place->token));
}

std::string PlaceOf(std::string_view text, std::string_view piece) {
  return PlaceText(text, text.find(piece));
}

TEST(FindPlace, GivesThePathOfEveryByteOfALine) {
  const std::string text = R"({"a":{"b":[10,"x"]},"c":null})";
  const std::string nothing = "nothing";
  const std::string expected[] = {nothing,    "/a key a",   "/a key a",   "/a key a",   nothing,
                                  nothing,    "/a/b key b", "/a/b key b", "/a/b key b", nothing,
                                  nothing,    "/a/b/0 10",  "/a/b/0 10",  nothing,      "/a/b/1 x",
                                  "/a/b/1 x", "/a/b/1 x",   nothing,      nothing,      nothing,
                                  "/c key c", "/c key c",   "/c key c",   nothing,      "/c null",
                                  "/c null",  "/c null",    "/c null",    nothing};
  ASSERT_EQ(std::size(expected), text.size());
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    EXPECT_EQ(PlaceText(text, offset), expected[offset]) << offset;
  }
  EXPECT_EQ(PlaceText(text, text.size()), nothing);
}

TEST(FindPlace, CountsElementsOfNestedArrays) {
  const std::string text = R"([[],[1],{"k":[2,[3,{"d":4}]]},5])";
  EXPECT_EQ(PlaceOf(text, "1"), "/1/0 1");
  EXPECT_EQ(PlaceOf(text, "2"), "/2/k/0 2");
  EXPECT_EQ(PlaceOf(text, "3"), "/2/k/1/0 3");
  EXPECT_EQ(PlaceOf(text, "4"), "/2/k/1/1/d 4");
  EXPECT_EQ(PlaceOf(text, "5"), "/3 5");
}

TEST(FindPlace, DecodesTheKeysOnTheWay) {
  const std::string text = R"({"us\u0065r\ud83d\ude00":{"\"":"x"}})";
  const auto place = FindPlace(text, text.find('x'));
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->path[0].key, "user\xF0\x9F\x98\x80");
  EXPECT_EQ(place->path[1].key, "\"");
  EXPECT_FALSE(place->path[1].is_index);
}

TEST(FindPlace, TellsAnElementFromAMemberWithANumberForAKey) {
  const std::string text = R"([{"0":"x"}])";
  const auto place = FindPlace(text, text.find('x'));
  ASSERT_TRUE(place.has_value());
  EXPECT_TRUE(place->path[0].is_index);
  EXPECT_FALSE(place->path[1].is_index);
  EXPECT_EQ(PointerText(place->path), "/0/0");
}

TEST(FindPlace, FindsWhatIsWholeInATextThatWasCut) {
  const std::string text = R"({"POST":{"a":["x","y"],"b":"z)";
  EXPECT_EQ(PlaceOf(text, "x"), "/POST/a/0 x");
  EXPECT_EQ(PlaceOf(text, "b\""), "/POST/b key b");
  EXPECT_EQ(PlaceOf(text, "z"), "nothing");
}

TEST(FindPlace, FindsAScalarThatIsTheWholeText) {
  EXPECT_EQ(PlaceText(R"("abc")", 2), " abc");
  EXPECT_EQ(PlaceText("12", 1), " 12");
  EXPECT_EQ(PlaceText("", 0), "nothing");
}

// RFC 6901, section 5.
TEST(PointerText, EscapesAsTheRfcSays) {
  EXPECT_EQ(PointerText({}), "");
  EXPECT_EQ(PointerText({{"foo"}, {"0", true}}), "/foo/0");
  EXPECT_EQ(PointerText({{""}}), "/");
  EXPECT_EQ(PointerText({{"a/b"}}), "/a~1b");
  EXPECT_EQ(PointerText({{"m~n"}}), "/m~0n");
  EXPECT_EQ(PointerText({{"~1"}, {"/~"}}), "/~01/~1~0");
  EXPECT_EQ(PointerText({{"c%d"}, {"k\"l"}, {" "}}), "/c%d/k\"l/ ");
}

}  // namespace
}  // namespace fun::json
