#include "loader/query/dialect/tree.h"

#include <algorithm>
#include <charconv>

#include "core/json/text.h"

namespace fun::loader {
namespace {

using json::Value;
using json::ValueType;

void AppendPretty(const Value& value, std::size_t indent, std::string& out) {
  if (value.of.empty()) {
    out += ValueText(value);
    return;
  }
  out += value.is_object() ? '{' : '[';
  bool is_first = true;
  for (const auto& [key, item] : value.of) {
    out += is_first ? "\n" : ",\n";
    is_first = false;
    out.append(indent + 2, ' ');
    if (value.is_object()) {
      json::AppendQuoted(key, out);
      out += ": ";
    }
    AppendPretty(item, indent + 2, out);
  }
  out += '\n';
  out.append(indent, ' ');
  out += value.is_object() ? '}' : ']';
}

}  // namespace

Value* MemberOf(Value& object, std::string_view key) {
  return const_cast<Value*>(std::as_const(object).Find(key));
}

std::optional<Value> TakeMember(Value& object, std::string_view key) {
  if (!object.is_object()) return std::nullopt;
  const auto at = std::ranges::find(object.of, key, &std::pair<std::string, Value>::first);
  if (at == object.of.end()) return std::nullopt;
  Value taken = std::move(at->second);
  object.of.erase(at);
  return taken;
}

bool RenameMember(Value& object, std::string_view key, std::string_view new_key) {
  if (!object.is_object() || object.Find(new_key) != nullptr) return false;
  const auto at = std::ranges::find(object.of, key, &std::pair<std::string, Value>::first);
  if (at == object.of.end()) return false;
  at->first = new_key;
  return true;
}

Value TrueValue() { return {ValueType::kTrue}; }

Value ListOf(std::vector<Value> items) {
  Value list = {ValueType::kList};
  for (Value& item : items) list.of.emplace_back("", std::move(item));
  return list;
}

Value ObjectOf(std::string_view key, Value value) {
  Value object = {ValueType::kObject};
  object.Add(key, std::move(value));
  return object;
}

std::optional<std::uint64_t> WholeNumber(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (value->type != ValueType::kNumber && !value->is_string()) return std::nullopt;
  const char* const end = value->text.data() + value->text.size();
  std::uint64_t number = 0;
  const auto [at, error] = std::from_chars(value->text.data(), end, number);
  if (error != std::errc() || at != end) return std::nullopt;
  return number;
}

bool IsIgnored(const Value& clause) { return clause.is_object() && clause.of.empty(); }

Value MatchAll() { return ObjectOf("match_all", {ValueType::kObject}); }

std::string PrettyText(const Value& value) {
  std::string text;
  AppendPretty(value, 0, text);
  return text + '\n';
}

}  // namespace fun::loader
