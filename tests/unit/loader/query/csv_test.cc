#include "loader/query/csv.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

// The row of the list `json`.
std::string RowOf(std::string_view json) {
  const auto list = json::ReadValue(json, {8, true});
  std::string out;
  CsvRow row(out);
  for (const auto& [key, value] : list->of) row.AddValue(&value);
  row.AddValue(nullptr);
  row.End();
  return out;
}

TEST(CsvRow, QuotesWhatRfc4180Quotes) {
  EXPECT_EQ(RowOf(R"(["a", "b,c", "d\"e", "f\r\ng", " h "])"),
            "a,\"b,c\",\"d\"\"e\",\"f\r\ng\", h ,\r\n");
}

TEST(CsvRow, WritesNumbersAsTheyStandAndNothingForNull) {
  EXPECT_EQ(RowOf("[1.50e3, -5, true, false, null]"), "1.50e3,-5,true,false,,\r\n");
}

TEST(CsvRow, WritesListsAndObjectsAsJson) {
  EXPECT_EQ(RowOf(R"([[1, "a"], {"b": null}])"), R"("[1,""a""]","{""b"":null}",)"
                                                 "\r\n");
}

TEST(CsvRow, LeavesNoTextThatASpreadsheetRuns) {
  for (const char* const formula : {"=1+1", "+1", "-1", "@a", "\\t=1", "\\r=1", "\\n=1"}) {
    const std::string row = RowOf(R"([")" + std::string(formula) + R"("])");
    EXPECT_EQ(row.find('\''), row.front() == '"' ? 1U : 0U) << formula;
  }
  EXPECT_EQ(RowOf(R"([" =1", "a=1"])"), " =1,a=1,\r\n");
}

TEST(CsvRow, IsUtf8WhateverTheDocumentHolds) {
  EXPECT_EQ(RowOf(R"(["a\ud800b", "\uD7FF\u00e9"])"),
            "a\xEF\xBF\xBD"
            "b,\xED\x9F\xBF\xC3\xA9,\r\n");
}

TEST(SplitColumns, RefusesAColumnWithoutAName) {
  EXPECT_EQ(SplitColumns("a,b.c"), (std::vector<std::string>{"a", "b.c"}));
  for (const char* const bad : {"", ",", "a,", ",a", "a,,b"}) {
    EXPECT_TRUE(SplitColumns(bad).empty()) << bad;
  }
}

TEST(FindPath, TakesNestedObjectsAndKeysWithDots) {
  const auto document = json::ReadValue(R"({"a": {"b.c": {"d": 1}}, "a.x": 2, "e": 3})");
  EXPECT_EQ(FindPath(*document, "a.b.c.d")->text, "1");
  EXPECT_EQ(FindPath(*document, "a.x")->text, "2");
  EXPECT_EQ(FindPath(*document, "e.f"), nullptr);
  EXPECT_EQ(FindPath(*document, ""), nullptr);
}

}  // namespace
}  // namespace fun::loader
