#include "loader/query/dialect/field_name.h"

#include "loader/query/dialect/tree.h"
#include "loader/transform/fields.h"

namespace fun::loader {
namespace {

constexpr std::string_view kRaw = ".raw";

// What the template has for the path `name`; a name below a tree of leaves is one of them.
FieldType TypeOfPath(std::string_view name) {
  std::span<const Field> fields = RootFields();
  for (;;) {
    const std::size_t dot = name.find('.');
    const Field* const field = FindField(fields, name.substr(0, dot));
    if (field == nullptr) return FieldType::kUnread;
    if (dot == std::string_view::npos || field->type == FieldType::kTree) return field->type;
    if (field->type != FieldType::kObject) return FieldType::kUnread;
    fields = field->inside;
    name.remove_prefix(dot + 1);
  }
}

}  // namespace

void RewriteFieldName(std::string& name, Rewriting& work) {
  if (!name.ends_with(kRaw)) return;
  const std::string whole = name.substr(0, name.size() - kRaw.size());
  const FieldType type = TypeOfPath(whole);
  if (type != FieldType::kKeyword && type != FieldType::kTree) return;
  if (type == FieldType::kTree && whole.find('.') == std::string::npos) return;  // event's own
  work.NoteMember(name, whole, "the index keeps the word whole, without a .raw beside it");
  name = whole;
}

void RewriteFieldNames(json::Value& names, Rewriting& work) {
  if (names.is_string()) RewriteFieldName(names.text, work);
  if (!names.is_list()) return;
  for (auto& [key, name] : names.of) {
    if (name.is_string()) RewriteFieldName(name.text, work);
  }
}

void RewriteFieldIn(json::Value& body, std::string_view key, Rewriting& work) {
  json::Value* const names = MemberOf(body, key);
  if (names == nullptr) return;
  const Rewriting::Inside inside(work, key);
  RewriteFieldNames(*names, work);
}

std::string_view UnmappedTypeOf(std::string_view name) {
  if (name.ends_with(kRaw)) return "keyword";
  switch (TypeOfPath(name)) {
    case FieldType::kDate:
      return "date";
    case FieldType::kKeyword:
    case FieldType::kKeywordAndRaw:
    case FieldType::kTree:
      return "keyword";
    case FieldType::kInteger:
    case FieldType::kNumber:
    case FieldType::kText:
    case FieldType::kObject:
    case FieldType::kUnread:
      break;
  }
  return "long";
}

}  // namespace fun::loader
