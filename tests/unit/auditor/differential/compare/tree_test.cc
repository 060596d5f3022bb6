#include "auditor/differential/compare/tree.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fun::auditor {
namespace {

constexpr std::string_view kLetters = "sntNol";  // of the kinds, in their order

// "KEY:KIND>END" of each value, in the order of the text.
std::string Spell(const Tree& tree, std::size_t count) {
  std::string spelled;
  for (std::size_t i = 0; i < count; ++i) {
    const TreeNode& node = tree.at(i);
    spelled.append(i == 0 ? "" : " ").append(Slice(tree.text(), node.key)).append(":");
    spelled += kLetters[static_cast<std::size_t>(node.kind)];
    spelled.append(">").append(std::to_string(node.end));
  }
  return spelled;
}

TEST(Tree, NumbersEachValueAndWhatStandsBehindIt) {
  Tree tree;
  tree.ParseText(R"({"a":[1,"x",[]],"b":{"c":true,"d":null},"e":"y"})", 64);
  EXPECT_TRUE(tree.is_whole());
  EXPECT_TRUE(tree.has_member());
  EXPECT_EQ(Spell(tree, 9), ":o>9 a:l>5 :n>3 :s>4 :l>5 b:o>8 c:t>7 d:N>8 e:s>9");
  EXPECT_EQ(Slice(tree.text(), tree.at(3).raw), "x");
  EXPECT_EQ(Slice(tree.text(), tree.at(8).raw), "y");
}

TEST(Tree, KeepsWhatIsWholeOfATextThatIsCut) {
  Tree tree;
  tree.ParseText(R"({"a":[1,{"b":"x"},"y)", 64);
  EXPECT_FALSE(tree.is_whole());
  EXPECT_EQ(Spell(tree, 5), ":o>5 a:l>5 :n>3 :o>5 b:s>5");
  EXPECT_EQ(Slice(tree.text(), tree.at(4).raw), "x");
}

TEST(Tree, ForgetsTheTextBefore) {
  Tree tree;
  tree.ParseText(R"({"a":{"b":[1,2]}})", 64);
  tree.ParseText("words", 64);
  EXPECT_FALSE(tree.is_whole());
  EXPECT_FALSE(tree.has_member());
  EXPECT_TRUE(tree.empty());
  tree.ParseText("[7]", 64);
  EXPECT_EQ(Spell(tree, 2), ":l>2 :n>2");
}

TEST(Tree, RefusesALineAsTheAnonymizerDoes) {
  Tree tree;
  const auto refusal = [&tree](std::string_view text) {
    event::LineSplitter splitter;
    event::Line line;
    splitter.Start(text);
    EXPECT_TRUE(splitter.Next(line));
    return std::string(tree.ParseLine(line, 3));
  };
  EXPECT_EQ(refusal("{\"a\":[{}]}\n"), "");
  EXPECT_TRUE(tree.is_whole());
  EXPECT_EQ(refusal("{\"a\":[[{}]]}\n"), "too-deep");
  EXPECT_FALSE(tree.is_whole());
  EXPECT_NE(refusal("[1]\n"), "");
  EXPECT_NE(refusal("{\"a\":1}{}\n"), "");
}

}  // namespace
}  // namespace fun::auditor
