#include "core/record/statement.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "core/base/ascii.h"

namespace fun::record {
namespace {

constexpr TestResult kResults[] = {TestResult::kPassed, TestResult::kWarned, TestResult::kFailed};

json::Value ObjectValue() { return {json::ValueType::kObject}; }

json::Value ResourceValue(const Resource& resource) {
  json::Value value = ObjectValue();
  value.Add("name", json::StringValue(resource.name))
      .Add("digest", ObjectValue().Add("sha256", json::StringValue(resource.sha256)));
  if (resource.annotations.is_object()) value.Add("annotations", resource.annotations);
  return value;
}

json::Value ResourceList(const std::vector<Resource>& resources) {
  json::Value list = {json::ValueType::kList};
  for (const Resource& resource : resources) list.Add("", ResourceValue(resource));
  return list;
}

json::Value NameList(const std::vector<std::string>& names) {
  json::Value list = {json::ValueType::kList};
  for (const std::string& name : names) list.Add("", json::StringValue(name));
  return list;
}

bool IsSha256Text(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, IsLowerHexDigit);
}

// A member that is a text; nothing when it is missing or of another type.
std::optional<std::string> TextMember(const json::Value& object, std::string_view name) {
  const json::Value* const value = object.Find(name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return value->text;
}

std::optional<Resource> ReadResource(const json::Value& value) {
  const json::Value* const digest = value.Find("digest");
  const json::Value* const annotations = value.Find("annotations");
  const auto name = TextMember(value, "name");
  const auto sha256 = digest == nullptr ? std::nullopt : TextMember(*digest, "sha256");
  if (!name || name->empty() || !sha256 || !IsSha256Text(*sha256)) return std::nullopt;
  if (annotations == nullptr) return Resource{*name, *sha256};
  if (!annotations->is_object()) return std::nullopt;
  return Resource{*name, *sha256, *annotations};
}

// No two of one name: a reader must not take the one and the next the other.
bool ReadResources(const json::Value* list, std::vector<Resource>& resources) {
  if (list == nullptr || !list->is_list()) return false;
  std::set<std::string> names;
  for (const auto& [key, item] : list->of) {
    auto resource = ReadResource(item);
    if (!resource || !names.insert(resource->name).second) return false;
    resources.push_back(std::move(*resource));
  }
  return true;
}

bool ReadNames(const json::Value& predicate, std::string_view name,
               std::vector<std::string>& names) {
  const json::Value* const list = predicate.Find(name);
  if (list == nullptr) return true;
  if (!list->is_list()) return false;
  for (const auto& [key, item] : list->of) {
    if (!item.is_string()) return false;
    names.push_back(item.text);
  }
  return true;
}

bool ReadPredicate(const json::Value* predicate, Statement& statement) {
  if (predicate == nullptr || !predicate->is_object()) return false;
  const auto result = TextMember(*predicate, "result");
  const auto* const known = std::ranges::find_if(
      kResults, [&result](TestResult each) { return result && *result == NameOf(each); });
  if (known == std::end(kResults)) return false;
  statement.result = *known;
  if (predicate->Find("url") != nullptr) {
    auto url = TextMember(*predicate, "url");
    if (!url) return false;
    statement.url = std::move(*url);
  }
  return ReadResources(predicate->Find("configuration"), statement.configuration) &&
         ReadNames(*predicate, "passedTests", statement.passed) &&
         ReadNames(*predicate, "warnedTests", statement.warned) &&
         ReadNames(*predicate, "failedTests", statement.failed);
}

bool ReadStatement(const json::Value& value, Statement& statement) {
  auto type = TextMember(value, "predicateType");
  if (TextMember(value, "_type") != std::string(kStatementType) || !type) return false;
  statement.predicate_type = std::move(*type);
  // Of another predicate the subjects may be named by other digests: nothing of it is read.
  if (statement.predicate_type != kTestResultType) return true;
  return ReadResources(value.Find("subject"), statement.subjects) && !statement.subjects.empty() &&
         ReadPredicate(value.Find("predicate"), statement);
}

}  // namespace

std::string_view NameOf(TestResult result) {
  switch (result) {
    case TestResult::kPassed:
      return "PASSED";
    case TestResult::kWarned:
      return "WARNED";
    case TestResult::kFailed:
      return "FAILED";
  }
  return "";
}

std::string_view Resource::Note(std::string_view key) const {
  const json::Value* const value = annotations.Find(key);
  return value != nullptr && value->is_string() ? std::string_view(value->text) : "";
}

const Resource* Statement::Configuration(std::string_view name) const {
  const auto at = std::ranges::find(configuration, name, &Resource::name);
  return at == configuration.end() ? nullptr : &*at;
}

std::string StatementText(const Statement& statement) {
  json::Value predicate = ObjectValue();
  predicate.Add("result", json::StringValue(NameOf(statement.result)))
      .Add("configuration", ResourceList(statement.configuration));
  if (!statement.url.empty()) predicate.Add("url", json::StringValue(statement.url));
  predicate.Add("passedTests", NameList(statement.passed))
      .Add("warnedTests", NameList(statement.warned))
      .Add("failedTests", NameList(statement.failed));
  return json::ValueText(ObjectValue()
                             .Add("_type", json::StringValue(kStatementType))
                             .Add("subject", ResourceList(statement.subjects))
                             .Add("predicateType", json::StringValue(statement.predicate_type))
                             .Add("predicate", std::move(predicate)));
}

Result<Statement> ParseStatement(std::string_view payload) {
  const auto value = json::ReadValue(payload);
  Statement statement;
  if (!value || !ReadStatement(*value, statement)) {
    return Failure(ExitCode::kVerify, "a signed payload is no in-toto statement of a test result");
  }
  return statement;
}

}  // namespace fun::record
