#include "core/record/statement.h"

#include <gtest/gtest.h>

namespace fun::record {
namespace {

const std::string kFileDigest(64, 'a');
const std::string kPolicySum(64, 'b');

const std::string kStatementJson =
    R"({"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"data/a.ndjson.gz","digest":{"sha256":")" +
    kFileDigest +
    R"("}}],"predicateType":"https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"PASSED","configuration":[{"name":"policy","digest":{"sha256":")" +
    kPolicySum +
    R"("},"annotations":{"name":"standard","lines":3}}],"url":"https://example.org/run/7","passedTests":["email"],"warnedTests":[],"failedTests":[]}})";

Statement ExampleOfStatement() {
  Statement statement;
  statement.subjects = {{"data/a.ndjson.gz", kFileDigest}};
  statement.result = TestResult::kPassed;
  json::Value notes = {json::ValueType::kObject};
  notes.Add("name", json::StringValue("standard")).Add("lines", json::NumberValue(3));
  statement.configuration = {{"policy", kPolicySum, notes}};
  statement.url = "https://example.org/run/7";
  statement.passed = {"email"};
  return statement;
}

std::string StatementAgain(std::string_view text) {
  const auto statement = ParseStatement(text);
  if (statement) return StatementText(*statement);
  return std::to_string(static_cast<int>(statement.error().code));
}

// kStatementJson with `from` replaced.
std::string TextWith(std::string_view from, std::string_view to) {
  std::string text = kStatementJson;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(Statement, IsWrittenAndReadBack) {
  EXPECT_EQ(StatementText(ExampleOfStatement()), kStatementJson);
  EXPECT_EQ(StatementAgain(kStatementJson), kStatementJson);
}

TEST(Statement, FindsItsConfigurationAndNotes) {
  const auto statement = ParseStatement(kStatementJson);
  ASSERT_TRUE(statement.has_value());
  ASSERT_NE(statement->Configuration("policy"), nullptr);
  EXPECT_EQ(statement->Configuration("policy")->Note("name"), "standard");
  EXPECT_EQ(statement->Configuration("policy")->Note("lines"), "");
  EXPECT_EQ(statement->Configuration("rules"), nullptr);
}

TEST(Statement, PassesOverWhatInTotoDoesNotKnow) {
  EXPECT_EQ(StatementAgain(TextWith(R"({"_type")", R"({"later":1,"_type")")), kStatementJson);
  EXPECT_EQ(StatementAgain(TextWith(R"({"sha256")", R"({"gitBlob":"7","sha256")")), kStatementJson);
  EXPECT_EQ(StatementAgain(TextWith(R"({"result")", R"({"later":[],"result")")), kStatementJson);
}

TEST(Statement, KnowsThreeResults) {
  for (const TestResult result : {TestResult::kPassed, TestResult::kWarned, TestResult::kFailed}) {
    Statement statement = ExampleOfStatement();
    statement.result = result;
    EXPECT_EQ(ParseStatement(StatementText(statement))->result, result);
  }
}

TEST(Statement, OfAnotherPredicateIsReadNoFurther) {
  const auto statement = ParseStatement(
      R"({"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1"})");
  ASSERT_TRUE(statement.has_value());
  EXPECT_EQ(statement->predicate_type, "https://slsa.dev/provenance/v1");
  EXPECT_TRUE(statement->subjects.empty());
}

TEST(Statement, IsRefusedWhenItIsNone) {
  const std::string subject =
      R"({"name":"data/a.ndjson.gz","digest":{"sha256":")" + kFileDigest + R"("}})";
  for (const auto& [from, to] : std::initializer_list<std::pair<std::string, std::string>>{
           {"Statement/v1", "Statement/v0.1"},
           {"\"_type\"", "\"type\""},
           {"\"predicateType\"", "\"predicate_type\""},
           {subject, ""},
           {subject, subject + "," + subject},
           {subject, "7"},
           {"data/a.ndjson.gz", ""},
           {"\"name\":\"data", "\"uri\":\"data"},
           {kFileDigest, kFileDigest.substr(1)},
           {kFileDigest, std::string(64, 'A')},
           {"\"sha256\"", "\"sha512\""},
           {"PASSED", "passed"},
           {"\"PASSED\"", "true"},
           {"\"result\"", "\"verdict\""},
           {"\"configuration\"", "\"config\""},
           {"{\"name\":\"standard\",\"lines\":3}", "[]"},
           {"\"https://example.org/run/7\"", "7"},
           {"[\"email\"]", "\"email\""},
           {"[\"email\"]", "[7]"},
           {"\"predicate\":{", "\"predicate\":[],\"p\":{"},
           {"\"passedTests\"", "\"result\":\"FAILED\",\"passedTests\""}}) {
    EXPECT_EQ(StatementAgain(TextWith(from, to)), "5") << from << " -> " << to;
  }
  for (std::size_t size = 0; size < kStatementJson.size(); ++size) {
    ASSERT_EQ(StatementAgain(std::string_view(kStatementJson).substr(0, size)), "5") << size;
  }
}

}  // namespace
}  // namespace fun::record
