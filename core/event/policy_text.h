// A policy as it is written: rules in words, before they become tables to look up in.
//
// The grammar of the file is docs/format/policy.md.  Nothing is guessed: an unknown key, a
// misspelt word or a rule said twice refuses the file, with line and column.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/event/grammar.h"

namespace fun::event {

enum class Action : std::uint8_t {
  kKeep,                  // as it is; members and layers within it by their own rules
  kScan,                  // as kKeep, and marks in place of what the detectors find
  kDrop,                  // the member and its comma
  kPseudonymUsername,     // HMAC of a string; a list: each element; else dropped
  kPseudonymUserId,       // as above; a number is its digits
  kPseudonymSession,      //
  kPseudonymAnonymousId,  // of ids that somebody else minted; a number is its digits
  kTruncateIp,            // IPv4 to /24, IPv6 to /48; what is no address: <<IP>>
  kTemplate,              // a path or URL without what points at a person, then as kScan
  kCoarsenTime,           // to the hour
  kCoarsenAgent,          // to browser, its main version and the family of systems
};

// The word for an action in reports: "pseudonym-username".
std::string_view NameOf(Action action);

inline bool IsPseudonym(Action action) {
  return action >= Action::kPseudonymUsername && action <= Action::kPseudonymAnonymousId;
}

// A text is looked into.
inline bool IsScanned(Action action) {
  return action == Action::kScan || action == Action::kTemplate;
}

// What becomes of a field that no rule selects; kRefuse rejects its line.
enum class Unknown : std::uint8_t { kScan, kDrop, kRefuse, kKeep };
std::string_view NameOf(Unknown unknown);

struct FieldRule {
  std::string selector;
  Action action = Action::kKeep;
  Grammar grammar = Grammar::kAny;
  std::vector<std::string> words = {};  // of Grammar::kWords
  std::string why = {};
};

// A (path, rule) pair that may stay: `rule` of the table of core/detect is no finding in the value
// at `path`.
struct Allowance {
  std::string path;
  std::string rule;
  std::string why = {};
};

struct PolicyText {
  std::string name;  // "standard"; of a file its name without folder and ".toml"
  std::string toml;
  Unknown unknown = Unknown::kScan;
  std::vector<FieldRule> rules;  // no selector twice
  std::vector<Allowance> allowances;
};

// A name and the bytes of a policy that comes with the tools.
struct BuiltInPolicy {
  std::string_view name;
  std::string_view toml;
};
std::span<const BuiltInPolicy> BuiltInPolicies();

// Reads `toml`; what it extends comes first and gives way.  `place` names the file in messages.
// `rule_ids` as Policy::Load.  kUsage with "PLACE:LINE:COLUMN: …"; no byte of the file is repeated:
// somebody may have named a log.
Result<PolicyText> ParsePolicy(std::string_view toml, std::string_view place,
                               std::span<const std::string_view> rule_ids);

// Why `selector` is none; "" if it is one.
std::string_view FaultOfSelector(std::string_view selector);

}  // namespace fun::event
