#include "loader/server/answer.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

std::string ItemsText(std::string_view body) {
  const auto items = ReadItems(body);
  if (!items) return "no answer";
  std::string text;
  for (const ItemAnswer& item : *items) {
    text +=
        std::to_string(item.status) + (item.error_type.empty() ? "" : " " + item.error_type) + ";";
  }
  return text;
}

TEST(ReadItems, KeepsTheirOrder) {
  EXPECT_EQ(
      ItemsText(
          R"({"errors":false,"items":[{"create":{"status":201}},{"create":{"status":201}}]})"),
      "201;201;");
  EXPECT_EQ(
      ItemsText(
          R"({"errors":true,"items":[{"create":{"status":409,"error":{"type":"version_conflict_engine_exception"}}},
                          {"create":{"error":{"type":"document_parsing_exception"},"status":400}},{"create":{"status":201}}]})"),
      "409 version_conflict_engine_exception;400 document_parsing_exception;201;");
}

TEST(ReadItems, ReadsFullAnswersTooAndNoReason) {
  EXPECT_EQ(
      ItemsText(
          R"({"took":3,"errors":true,"items":[{"create":{"_index":"i","_id":"x","status":400,"error":{"type":
              "document_parsing_exception","reason":"type","caused_by":{"type":"inner","reason":"ada"}}}}]})"),
      "400 document_parsing_exception;");
}

TEST(ReadItems, IsNothingForWhatIsNoAnswer) {
  EXPECT_EQ(ItemsText(""), "no answer");
  EXPECT_EQ(ItemsText("<html>"), "no answer");
  EXPECT_EQ(ItemsText(R"({"items":[{"create":{"status":201}})"), "no answer");
  EXPECT_EQ(ItemsText(R"({"errors":false})"), "");
  EXPECT_EQ(ItemsText(R"([{"create":{"status":201}}])"), "");
  EXPECT_EQ(ItemsText(R"({"items":[{"create":{"status":"x"}},7,[]]})"), "0;0;");
}

TEST(ReadErrorType, TakesTheOutermostType) {
  EXPECT_EQ(
      ReadErrorType(
          R"({"error":{"root_cause":[{"type":"inner"}],"type":"security_exception","reason":"ada"},"status":401})"),
      "security_exception");
  EXPECT_EQ(ReadErrorType(R"({"error":"ada"})"), "");
  EXPECT_EQ(ReadErrorType("<html>ada</html>"), "");
}

TEST(CleanErrorType, LetsNothingThroughButNamesOfTypes) {
  EXPECT_EQ(CleanErrorType("es_rejected_execution_exception"), "es_rejected_execution_exception");
  EXPECT_EQ(CleanErrorType("ada@example.org"), "unknown");
  EXPECT_EQ(CleanErrorType("Ada"), "unknown");
  EXPECT_EQ(CleanErrorType(""), "unknown");
  EXPECT_EQ(CleanErrorType(std::string(81, 'a')), "unknown");
}

TEST(ReadNumber, TakesATopLevelMember) {
  EXPECT_EQ(ReadNumber(R"({"count":12,"x":{"count":3}})", "count"), 12U);
  EXPECT_EQ(ReadNumber(R"({"x":{"count":3}})", "count"), std::nullopt);
}

}  // namespace
}  // namespace fun::loader
