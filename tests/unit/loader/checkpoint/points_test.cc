#include "loader/checkpoint/points.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

LoadPoints Example() {
  LoadPoints points;
  points.bindings = {{"policy", "d12f"}, {"--since or --until", "2012-01-01 "}, {"--release", ""}};
  points.inputs = {{12, 3, std::string(64, 'a'), false}, {0, 0, std::string(64, 'b'), true}};
  points.indices["p-2015.02.02"] = {{5, 1}, HeldCount{7, 2}};
  points.indices["p-2015.02.03"] = {{8, 0}, std::nullopt};
  points.aside_bytes = 99;
  return points;
}

TEST(LoadPoints, AreReadAsTheyWereWritten) {
  const std::string text = TextOf(Example());
  const auto points = ReadPoints(text);
  ASSERT_TRUE(points);
  EXPECT_EQ(TextOf(*points), text);
  EXPECT_EQ(points->bindings, Example().bindings);
  EXPECT_EQ(points->inputs[1].sha256, std::string(64, 'b'));
  EXPECT_TRUE(points->inputs[1].is_open && !points->inputs[0].is_open);
  EXPECT_EQ(points->indices.at("p-2015.02.02").before->own(), 5U);
  EXPECT_FALSE(points->indices.at("p-2015.02.03").before);
  EXPECT_EQ(points->aside_bytes, 99U);
}

TEST(LoadPoints, AreNotReadWhenOneByteIsGone) {
  const std::string text = TextOf(Example());
  for (std::size_t size = 0; size + 1 < text.size(); ++size) {
    EXPECT_FALSE(ReadPoints(text.substr(0, size))) << size;
  }
}

TEST(LoadPoints, OfAnotherFormAreNone) {
  const std::string text = TextOf(Example());
  for (const std::string_view line : {"input 1 2", "input x 1 aa whole", "index", "index p 1",
                                      "aside", "aside x", "", "more 1"}) {
    std::string other = text;
    other.insert(other.find('\n') + 1, std::string(line) + "\n");
    EXPECT_FALSE(ReadPoints(other)) << line;
  }
  EXPECT_FALSE(ReadPoints("funload-state 2\nend\n"));
}

}  // namespace
}  // namespace fun::loader
