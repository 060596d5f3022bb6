// A small JSON text as a tree of values: for the papers that tools sign and exchange and for
// queries, never for log lines.
//
// Read so that no text has two meanings: a member that comes twice, a lone surrogate, or anything
// that the grammar refuses is no value at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fun::json {

enum class ValueType { kNull, kTrue, kFalse, kNumber, kString, kList, kObject };

struct Value {
  ValueType type = ValueType::kNull;
  std::string text = {};                               // kString: decoded; kNumber: as written
  std::vector<std::pair<std::string, Value>> of = {};  // kObject: members; kList: keys are ""

  bool is_string() const { return type == ValueType::kString; }
  bool is_list() const { return type == ValueType::kList; }
  bool is_object() const { return type == ValueType::kObject; }

  // Adds a member to an object; `key` is new.
  Value& Add(std::string_view key, Value value);

  // The member `key` of an object; nullptr when there is none, or this is no object.
  const Value* Find(std::string_view key) const;
};

inline constexpr std::size_t kDeepestValue = 32;

// A string, and a number that JavaScript reads exactly up to 2^53.
Value StringValue(std::string_view text);
Value NumberValue(std::uint64_t number);

// JSON without white space.
std::string ValueText(const Value& value);

// What a text may hold beyond what papers do: queries and documents are nested deeper, and a
// document may hold half of a surrogate pair (its three WTF-8 bytes).
struct ReadLimits {
  std::size_t deepest = kDeepestValue;
  bool takes_lone_surrogates = false;
};

// The one value that `text` holds; else nothing.  The time grows with the square of the members of
// one object.
std::optional<Value> ReadValue(std::string_view text, ReadLimits limits = {});

}  // namespace fun::json
