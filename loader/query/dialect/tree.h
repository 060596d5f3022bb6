// Pieces of a query's tree, taken out and put together anew.  Members keep their order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/json/value.h"

namespace fun::loader {

// The member `key` of `object`, to change; nullptr when there is none.
json::Value* MemberOf(json::Value& object, std::string_view key);

// Takes the member out.  Nothing when there is none.
std::optional<json::Value> TakeMember(json::Value& object, std::string_view key);

// Renames it where it stands.  False when there is none, or one of the new name already.
bool RenameMember(json::Value& object, std::string_view key, std::string_view new_key);

json::Value TrueValue();
json::Value ListOf(std::vector<json::Value> items);
json::Value ObjectOf(std::string_view key, json::Value value);

// The number that a JSON number or a string of digits says; nothing for all else.
std::optional<std::uint64_t> WholeNumber(const json::Value* value);

// True for {}: what Elasticsearch 1.x left out where a filter was wanted.
bool IsIgnored(const json::Value& clause);

// {"match_all": {}}
json::Value MatchAll();

// JSON with a member a line, two spaces for each level.
std::string PrettyText(const json::Value& value);

}  // namespace fun::loader
