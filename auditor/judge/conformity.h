// What a policy asks of the values that stay, and what it lets pass.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/event/policy.h"

namespace fun::auditor {

// 64 hex digits, lower case: what HMAC-SHA256 leaves of an identifier.
bool IsPseudonym(std::string_view text);

// 64 hex digits: holds nothing that a scan could mean, though its digits may look like it.
bool IsHexOfPseudonymSize(std::string_view text);

enum class ValueKind : std::uint8_t { kString, kNumber, kTrueOrFalse, kNull, kObject, kList };

// By the first byte of a scalar's token.
ValueKind KindOfScalar(char first);

// A value in its field.
struct Value {
  ValueKind kind = ValueKind::kNull;
  std::string_view text = {};  // of a string, decoded, or of a number
  bool is_element = false;     // of the list that is the field's value
  bool has_hits = false;       // a scan of `text` found something
};

// True when every value conforms.
inline bool TakesAnyValue(const event::Treatment& treatment) {
  return treatment.grammar == event::Grammar::kAny &&
         (treatment.action == event::Action::kKeep || treatment.action == event::Action::kScan ||
          treatment.action == event::Action::kTemplate);
}

// True when of numbers of one to three digits all conform.
inline bool TakesAnyPlace(const event::Treatment& treatment) {
  return TakesAnyValue({treatment.action, event::Grammar::kAny}) &&
         (treatment.grammar == event::Grammar::kAny ||
          treatment.grammar == event::Grammar::kPosition ||
          treatment.grammar == event::Grammar::kInteger ||
          treatment.grammar == event::Grammar::kNumber);
}

// The rule that `value` breaks in a field with `treatment`; "" if none.  Of a list only that it
// may be one: its elements are values of their own.
std::string_view BrokenRule(const event::Policy& policy, const event::Treatment& treatment,
                            const Value& value);

// Which rules find nothing at which places: a policy's (path, rule) pairs as a tree of keys.
class Allowances {
 public:
  // Places, as event::NodeId: kRoot, or kNowhere for all places without an allowance below.
  using Place = event::NodeId;

  explicit Allowances(const event::Policy& policy);

  Place root() const { return nodes_.size() > 1 ? event::kRoot : event::kNowhere; }
  // Of member `key` (decoded) of the object at `place`.
  Place Child(Place place, std::string_view key) const;
  bool Allow(Place place, std::string_view rule) const;
  // Of a match of `rule` that is one of `rules` too, as in detect::Match: the rule if it is not
  // allowed, else the most severe of the others that is not; "" when all are.
  std::string_view NotAllowed(Place place, std::string_view rule, std::uint32_t rules) const;

 private:
  struct Node {
    Place parent = event::kNowhere;
    std::string_view key;
    std::vector<std::string_view> rules;
  };
  std::vector<Node> nodes_;
};

}  // namespace fun::auditor
