#include "loader/server/template_difference.h"

#include <gtest/gtest.h>

#include "loader/server/template.h"

namespace fun::loader {
namespace {

std::string AnswerWith(const std::string& body) {
  return R"({"index_templates":[{"index_template":)" + body + "}]}";
}

TEST(DifferenceOf, IsNoneWhenTheServerGivesBackOurs) {
  const std::string ours = TemplateBody({.index_prefix = "p-"}, ServerKind::kElasticsearch);
  EXPECT_TRUE(DifferenceOf(AnswerWith(ours), ours)->none());
  const auto difference =
      DifferenceOf(AnswerWith(R"({"composed_of":["x"],"index_patterns":["p-*"],"priority":"500"})"),
                   R"({"index_patterns":["p-*"],"priority":500})");
  EXPECT_TRUE(difference->none()) << "numbers as strings, what the server adds";
}

TEST(DifferenceOf, NamesPlacesOfOursAndCountsTheRest) {
  const auto difference = DifferenceOf(
      AnswerWith(
          R"({"index_patterns":["p-*","q-*"],"template":{"settings":{"a":1},"kanarienvogel":2}})"),
      R"({"index_patterns":["p-*"],"priority":500,"template":{"settings":{"a":"2"}}})");
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->places, (std::vector<std::string>{"/priority", "/template/settings/a"}));
  EXPECT_EQ(difference->more, 2U);
}

TEST(DifferenceOf, IsUnknownOfWhatIsNoTemplate) {
  for (const std::string_view answer : {"", "{}", "<html>", R"({"index_templates":[]})"}) {
    EXPECT_FALSE(DifferenceOf(answer, "{}")) << answer;
  }
}

}  // namespace
}  // namespace fun::loader
