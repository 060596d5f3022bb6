// What a policy makes of a value of the raw log, as docs/format/policy.md says it.
//
// Written from the document, not from the anonymizer: where the document leaves it open, the
// answer is kMay, and nothing is concluded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "auditor/judge/conformity.h"
#include "core/event/policy.h"

namespace fun::auditor {

// A value's field, as far as the policy knows it.
struct RawField {
  event::NodeId node = event::kNowhere;
  event::Treatment treatment = {};
  bool is_element = false;  // of a list
};

// Of member `key` (decoded) of the object at `node`.
RawField FieldOfMember(const event::Policy& policy, event::NodeId node, std::string_view key);

// Of the one value of a text within a string at `node`: it stays with its string.
RawField FieldOfText(const event::Policy& policy, event::NodeId node);

enum class Fate : std::uint8_t { kStays, kGoes, kMay };

// `value.text`: decoded of a string, the token of a scalar.
Fate FateOf(const event::Policy& policy, const RawField& field, const Value& value);

// True of keep, scan, template: what leaves is a text, or what it holds.
bool LeavesText(event::Action action);

// What truncate-ip makes of a text that is not empty: its network, or the mark of an address.
std::string NetworkOf(std::string_view text);

// True when `coarse` is the hour of `time` in the form of `time`.
bool IsHourOf(std::string_view coarse, std::string_view time);

}  // namespace fun::auditor
