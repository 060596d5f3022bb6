// What an envelope attests: an in-toto Statement v1 with the predicate test-result v0.1.
//
// The tests are those of an audit, by rule; the subjects are the data files of a release; the
// configuration is what they were judged by, and the papers that lie beside them.
// https://github.com/in-toto/attestation (spec/v1, spec/predicates/test-result.md)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/json/value.h"

namespace fun::record {

inline constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view kTestResultType =
    "https://in-toto.io/attestation/test-result/v0.1";

enum class TestResult { kPassed, kWarned, kFailed };
std::string_view NameOf(TestResult result);  // "PASSED"

// in-toto's ResourceDescriptor, as far as we use it.
struct Resource {
  std::string name;
  std::string sha256;            // 64 lower-case hexadecimal digits
  json::Value annotations = {};  // an object; kNull: none

  // The text of an annotation; "" when it is none, or no text.
  std::string_view Note(std::string_view key) const;
};

struct Statement {
  std::string predicate_type = std::string(kTestResultType);
  std::vector<Resource> subjects;
  // What follows is the predicate's, read only when it is of kTestResultType.
  TestResult result = TestResult::kFailed;
  std::vector<Resource> configuration = {};
  std::string url = {};  // "": none
  std::vector<std::string> passed = {};
  std::vector<std::string> warned = {};
  std::vector<std::string> failed = {};

  // By name; nullptr when there is none.
  const Resource* Configuration(std::string_view name) const;
};

// One line without LF.
std::string StatementText(const Statement& statement);

// kVerify when `payload` is no Statement v1, lacks a subject, or a subject or item of the
// configuration has no name of its own or no SHA-256; or when the predicate lacks what
// test-result requires, or holds something of another type.  Members that in-toto does not know
// are passed over, as it demands.
Result<Statement> ParseStatement(std::string_view payload);

}  // namespace fun::record
