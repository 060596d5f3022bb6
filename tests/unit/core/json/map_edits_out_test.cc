#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/json/edit.h"
#include "core/json/text.h"
#include "tests/unit/core/json/random_json.h"

namespace fun::json {
namespace {

std::string Edited(std::string_view text, std::span<const Edit> edits) {
  std::string out;
  const auto edited = AppendEdited(text, edits, out);
  return edited ? out : edited.error().message;
}

// What becomes of `raw` when `inner` is done to its decoded text.
std::string EditedThroughEscapes(std::string_view raw, std::span<const Edit> inner) {
  Arena arena;
  std::vector<Edit> outer;
  MapEditsOut(raw, 0, inner, arena, outer);
  return Edited(raw, outer);
}

TEST(MapEditsOut, ReplacesADecodedByteWhereverItsRawBytesStand) {
  const Edit second[] = {{{1, 2}, "X"}};
  EXPECT_EQ(EditedThroughEscapes(R"(abc)", second), R"(aXc)");
  EXPECT_EQ(EditedThroughEscapes(R"(\nbc)", second), R"(\nXc)");
  EXPECT_EQ(EditedThroughEscapes(R"(a\u0062c)", second), R"(aXc)");
  EXPECT_EQ(EditedThroughEscapes(R"(a\"c)", second), R"(aXc)");
  EXPECT_EQ(EditedThroughEscapes(R"(\\\\\\)", second), R"(\\X\\)");
}

TEST(MapEditsOut, TakesTheWholeEscapeWhenASpanCutsOne) {
  // "é€😀" decodes to 2, 3 and 4 bytes.
  const std::string raw = R"(\u00e9\u20ac\ud83d\ude00)";
  const auto cut = [&raw](Span span) {
    const Edit edits[] = {{span, "X"}};
    return EditedThroughEscapes(raw, edits);
  };
  EXPECT_EQ(cut({0, 1}), R"(X\u20ac\ud83d\ude00)");
  EXPECT_EQ(cut({1, 2}), R"(X\u20ac\ud83d\ude00)");
  EXPECT_EQ(cut({1, 3}), R"(X\ud83d\ude00)");
  EXPECT_EQ(cut({2, 5}), R"(\u00e9X\ud83d\ude00)");
  EXPECT_EQ(cut({6, 7}), R"(\u00e9\u20acX)");
  EXPECT_EQ(cut({4, 6}), R"(\u00e9X)");
}

TEST(MapEditsOut, CountsALoneSurrogateAsItsThreeBytes) {
  const Edit edits[] = {{{4, 5}, "X"}};
  EXPECT_EQ(EditedThroughEscapes(R"(a\ud83dbc)", edits), R"(a\ud83dXc)");
}

TEST(MapEditsOut, EscapesTheTextOnceMore) {
  const Edit edits[] = {{{0, 1}, "\"\\\n\x01"}};
  EXPECT_EQ(EditedThroughEscapes("ab", edits), R"(\"\\\n\u0001b)");
}

TEST(MapEditsOut, AddsTheStringsPlaceToEverySpan) {
  const std::string line = R"({"a":"x\ty"})";
  const Edit inner[] = {{{0, 1}, "1"}, {{2, 3}, "2"}};
  Arena arena;
  std::vector<Edit> outer;
  MapEditsOut(std::string_view(line).substr(6, 4), 6, inner, arena, outer);
  EXPECT_EQ(Edited(line, outer), R"({"a":"1\t2"})");
}

TEST(MapEditsOut, CarriesAnEditThroughTwoLayers) {
  // Layer 2: {"b":"c"}, in a string of layer 1: {"a":…}, in a string of the line.
  const std::string raw = R"({\"a\":\"{\\\"b\\\":\\\"\\u0063\\\"}\"})";
  Arena arena;
  const std::string_view layer1 = Unescape(raw, arena).text;
  ASSERT_EQ(layer1, R"({"a":"{\"b\":\"\u0063\"}"})");
  const std::string_view raw2 = layer1.substr(6, 18);
  const std::string_view layer2 = Unescape(raw2, arena).text;
  ASSERT_EQ(layer2, R"({"b":"c"})");
  const Edit edits2[] = {{{6, 7}, "new\\\"one"}};
  std::vector<Edit> edits1;
  std::vector<Edit> edits0;
  MapEditsOut(raw2, 6, edits2, arena, edits1);
  MapEditsOut(raw, 0, edits1, arena, edits0);
  const std::string edited = Edited(raw, edits0);
  EXPECT_EQ(edited, R"({\"a\":\"{\\\"b\\\":\\\"new\\\\\\\"one\\\"}\"})");
  const std::string_view edited1 = Unescape(edited, arena).text;
  EXPECT_EQ(Unescape(edited1.substr(6, edited1.size() - 8), arena).text, R"({"b":"new\"one"})");
}

// Begins and ends of the characters of `raw`'s decoded text.
std::vector<std::size_t> CharacterBorders(std::string_view raw) {
  std::vector<std::size_t> borders = {0};
  for (std::size_t at = 0; at < raw.size();) {
    const EscapeSize size = SizeOfNext(raw, at);
    at += size.raw;
    borders.push_back(borders.back() + size.decoded);
  }
  return borders;
}

// A low surrogate that comes to stand behind a high one would make one
// character of the two: the law holds for texts that nothing joins.
bool HasSurrogates(std::string_view raw) { return raw.find("\\ud") != raw.npos; }

TEST(MapEditsOut, DecodesToTheEditedDecodedText) {
  std::mt19937 random(20240609);  // fixed: a failure must repeat
  RandomJson generator(random);
  int judged = 0;
  for (int round = 0; round < 40'000; ++round) {
    const std::string raw = generator.Characters(30);
    if (HasSurrogates(raw)) continue;
    ++judged;
    const std::vector<std::size_t> borders = CharacterBorders(raw);
    std::vector<std::size_t> cuts(2 * (random() % 4));
    for (std::size_t& cut : cuts) cut = borders[random() % borders.size()];
    std::ranges::sort(cuts);
    std::vector<Edit> inner;
    for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
      if (cuts[i] != cuts[i + 1]) inner.push_back({{cuts[i], cuts[i + 1]}, "\"n\\"});
    }
    Arena arena;
    const std::string decoded(Unescape(raw, arena).text);
    const std::string edited = EditedThroughEscapes(raw, inner);
    ASSERT_EQ(Unescape(edited, arena).text, Edited(decoded, inner)) << raw;
  }
  EXPECT_GT(judged, 5'000);
}

TEST(MapEditsOut, GivesEditsInOrderWhateverTheSpansCut) {
  std::mt19937 random(20240610);
  RandomJson generator(random);
  for (int round = 0; round < 20'000; ++round) {
    const std::string raw = generator.Characters(30);
    Arena arena;
    const std::size_t size = Unescape(raw, arena).text.size();
    std::vector<std::size_t> cuts(2 * (random() % 6));
    for (std::size_t& cut : cuts) cut = random() % (size + 1);
    std::ranges::sort(cuts);
    std::vector<Edit> inner;
    for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) {
      inner.push_back({{cuts[i], cuts[i + 1]}, "n"});
    }
    std::vector<Edit> outer;
    MapEditsOut(raw, 0, inner, arena, outer);
    std::string out;
    ASSERT_TRUE(AppendEdited(raw, outer, out).has_value()) << raw;
    ASSERT_TRUE(AreEscapesValid(out)) << raw;
  }
}

}  // namespace
}  // namespace fun::json
