#include "loader/query/lenient.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

TEST(WithoutTrailingCommas, LeavesThemOutAndKeepsEveryPlace) {
  const auto query = WithoutTrailingCommas("{\"a\": [1, 2,],\n \"b\": {\"c\": 1 ,\n } , }");
  EXPECT_EQ(query.text, "{\"a\": [1, 2 ],\n \"b\": {\"c\": 1  \n }   }");
  EXPECT_EQ(query.commas_removed, 3U);
}

TEST(WithoutTrailingCommas, LooksIntoNoString) {
  constexpr std::string_view kText = R"({"a": ",}", "b\",}": "\\", "c": ",]"})";
  EXPECT_EQ(WithoutTrailingCommas(kText).text, kText);
}

TEST(WithoutTrailingCommas, TakesAnyText) {
  for (const std::string_view text : {"", ",", "\"", "\"\\", "}", ",,}", "{,}"}) {
    EXPECT_EQ(WithoutTrailingCommas(text).text.size(), text.size());
  }
  EXPECT_EQ(WithoutTrailingCommas(",,}").text, ", }");
}

}  // namespace
}  // namespace fun::loader
