// The fields of a document that the server's index has a type for.
//
// One table for both sides: the index template is made of it, and a member whose shape
// the type would refuse does not reach the server under its name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fun::loader {

enum class FieldType : std::uint8_t {
  kDate,
  kKeyword,        // exact words; over 1,024 characters: kept, not searchable
  kKeywordAndRaw,  // the same under NAME.raw, as the queries of 2015 ask for it
  kInteger,
  kNumber,
  kText,    // searched by its words, and whole under NAME.raw
  kObject,  // of `inside`; its other members are kept, not searchable
  kTree,    // an object of any keys, searchable by each leaf's path
  kUnread,  // kept, never searched
};

struct Field {
  std::string_view name;
  FieldType type = FieldType::kUnread;
  bool is_ours = false;  // funload writes it: a line's own member of the name goes aside
  std::span<const Field> inside = {};
};

// Of a document, of its `context`, and of the objects that funload makes of an `event`.
std::span<const Field> RootFields();
std::span<const Field> ContextFields();
std::span<const Field> VideoFields();
std::span<const Field> ProblemFields();
std::span<const Field> SequenceFields();

// The field of `name`; nullptr when it has no type.
const Field* FindField(std::span<const Field> fields, std::string_view name);
// The same of RootFields, faster.
const Field* FindRootField(std::string_view name);

}  // namespace fun::loader
