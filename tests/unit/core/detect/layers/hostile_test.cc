// Texts that someone wrote to make work: it stays linear, and what is not read is said.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/base/encoding.h"
#include "core/detect/layers/layer_walk.h"

namespace fun::detect {
namespace {

struct Effort {
  std::size_t steps = 0;
  std::size_t visited = 0;  // bytes
  std::size_t deepest = 0;
  bool is_incomplete = false;
};

Effort WalkThrough(std::string_view text, LayerLimits limits = {}) {
  LayerWalk walk(limits);
  Effort effort;
  walk.Begin(text);
  while (walk.Next()) {
    effort.visited += walk.text().size();
    effort.deepest = std::max(effort.deepest, walk.depth());
    const OuterPlace place = walk.PlaceOf({0, walk.text().size()});
    EXPECT_LE(place.span.end, text.size());
  }
  effort.steps = walk.steps();
  effort.is_incomplete = walk.is_incomplete();
  return effort;
}

std::string Repeat(std::string_view piece, std::size_t size) {
  std::string text;
  while (text.size() + piece.size() <= size) text += piece;
  return text;
}

std::string NestPercent(std::size_t levels) {
  std::string text = "%";
  for (std::size_t i = 1; i < levels; ++i) text += "25";
  return text + "40";
}

TEST(LayerWalk, ReadsSixteenLevelsAndSaysWhenThereAreMore) {
  const Effort sixteen = WalkThrough("ada" + NestPercent(16) + "example.org");
  EXPECT_EQ(sixteen.deepest, 16U);
  EXPECT_FALSE(sixteen.is_incomplete);
  const Effort seventeen = WalkThrough("ada" + NestPercent(17) + "example.org");
  EXPECT_EQ(seventeen.deepest, 16U);
  EXPECT_TRUE(seventeen.is_incomplete);
}

TEST(LayerWalk, CountsBase64AsLevels) {
  std::string text = "ada@example.org, an invented person";
  for (int i = 0; i < 4; ++i) text = EncodeBase64(text);
  EXPECT_TRUE(WalkThrough(text, {.depth = 3}).is_incomplete);
  EXPECT_FALSE(WalkThrough(text, {.depth = 4}).is_incomplete);
}

TEST(LayerWalk, SaysWhenTheBytesThatItMayDecodeAreUsedUp) {
  const std::string text = Repeat("ada%2540example.org ", 10'000);
  EXPECT_TRUE(WalkThrough(text, {.factor = 1, .slack = 1'000}).is_incomplete);
  EXPECT_FALSE(WalkThrough(text, {.factor = 2, .slack = 1'000}).is_incomplete);
}

std::string DrawFrom(std::string_view alphabet, std::size_t size) {
  std::mt19937 random(20240616);
  std::string text(size, '\0');
  for (char& c : text) c = alphabet[random() % alphabet.size()];
  return text;
}

std::string EncodeThrice(std::string_view text) {
  return EncodeBase64(EncodeBase64(EncodeBase64(text)));
}

TEST(LayerWalk, WorksInProportionToTheTextWhateverItHolds) {
  constexpr std::size_t kSize = 300'000;
  const std::string texts[] = {
      Repeat("%25", kSize),
      Repeat("%", kSize),
      Repeat("\\u0040", kSize),
      Repeat("\\", kSize),
      Repeat("&amp;amp;", kSize),
      "&#" + Repeat("0", kSize),
      Repeat("&#x", kSize),
      Repeat("=3D", kSize),
      Repeat("=3D%25", kSize),
      Repeat(NestPercent(5), kSize),
      Repeat(NestPercent(20), kSize),
      Repeat("A", kSize),
      Repeat("YWRhQGV4YW1wbGUub3Jn", kSize),
      Repeat("YWRhQGV4YW1wbGUub3Jn\n", kSize),
      EncodeThrice(Repeat("ada@example.org ", kSize / 3)),
      Repeat("YWRhQGV4-b_/+", kSize),
      Repeat("＠", kSize),
      Repeat("\u200B\u00AD", kSize),
      DrawFrom("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_", kSize),
      DrawFrom("%&\\=#x;u40{}", kSize),
  };
  for (const std::string& text : texts) {
    const Effort half = WalkThrough(std::string_view(text).substr(0, text.size() / 2));
    const Effort whole = WalkThrough(text);
    EXPECT_LE(whole.steps, half.steps * 22 / 10) << text.substr(0, 12);
    EXPECT_LE(whole.visited, 9 * text.size() + 64 * 1024) << text.substr(0, 12);
    EXPECT_LE(whole.steps, 100 * text.size()) << text.substr(0, 12);
  }
}

TEST(LayerWalk, ReadsATextAfterAMonsterAsBefore) {
  LayerWalk walk;
  const std::string monster = Repeat("a%2540", 3'000'000);
  for (const std::string_view text : {std::string_view(monster), std::string_view("ada%40b")}) {
    walk.Begin(text);
    while (walk.Next()) {
    }
  }
  walk.Begin("ada%40b");
  ASSERT_TRUE(walk.Next());
  EXPECT_EQ(walk.text(), "ada%40b");
  ASSERT_TRUE(walk.Next());
  EXPECT_EQ(walk.text(), "ada@b");
  EXPECT_FALSE(walk.Next());
  EXPECT_FALSE(walk.Next());
  EXPECT_FALSE(walk.is_incomplete());
}

TEST(LayerWalk, ReadsAnyBytes) {
  std::mt19937 random(20240617);
  LayerWalk walk;
  for (int round = 0; round < 20'000; ++round) {
    std::string text(random() % 64, '\0');
    for (char& c : text) c = static_cast<char>(random());
    walk.Begin(text);
    ASSERT_TRUE(walk.Next());
    EXPECT_EQ(walk.text(), text);
    while (walk.Next()) {
      const OuterPlace place = walk.PlaceOf({0, walk.text().size()});
      ASSERT_LE(place.span.begin, place.span.end);
      ASSERT_LE(place.span.end, text.size());
    }
  }
}

}  // namespace
}  // namespace fun::detect
