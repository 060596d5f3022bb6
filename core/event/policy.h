// What happens to each field: the policy that anonymizer and judge both read.
//
// A policy is data: selectors and actions.  A selector is a key name, compared
// decoded, at any depth and in any layer of JSON within strings ("email"; "password*" for every key
// that begins so), or the path of one field ("/name").  A path beats a key.  What no rule selects
// is kept, and scanned for personal data if the policy scans.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace fun::event {

enum class Action : std::uint8_t {
  kKeep,
  kDrop,               // the member and its comma
  kPseudonymUsername,  // HMAC of a string; a list: each element; else dropped
  kPseudonymUserId,    // as above; a number is its digits
  kPseudonymSession,   //
  kTruncateIp,         // IPv4 to /24, IPv6 to /48; what is no address: <<IP>>
};

// The word for an action in policies and reports: "pseudonym-username".
std::string_view NameOf(Action action);

inline bool IsPseudonym(Action action) {
  return action == Action::kPseudonymUsername || action == Action::kPseudonymUserId ||
         action == Action::kPseudonymSession;
}

struct FieldRule {
  std::string_view selector;
  Action action;
  std::string_view why;
};

// A (path, rule) pair that may stay: `rule` of the table of core/detect is no finding in the value
// at `path`.
struct Allowance {
  std::string_view path;
  std::string_view rule;
};

// The digests of all built-in policies, a line each, for --version.
std::string PolicyDigestLines();

// A key known to the policy; 0 is every other key.
using KeyId = std::uint16_t;
// A place on a path known to the policy; kNowhere is every other place.
using NodeId = std::uint16_t;
inline constexpr NodeId kRoot = 0;
inline constexpr NodeId kNowhere = 0xFFFF;

// Immutable after BuiltIn; share it between threads.
class Policy {
 public:
  // "standard" or "seed".  kUsage for another name; the hint lists them.
  static Result<Policy> BuiltIn(std::string_view name);
  static std::span<const std::string_view> BuiltInNames();

  std::string_view name() const { return name_; }
  bool scans_text() const { return scans_text_; }
  std::span<const FieldRule> rules() const { return rules_; }
  std::span<const Allowance> allowances() const { return allowances_; }
  // SHA-256 (hex) over the rules as --print-policy would show them.
  std::string Digest() const;

  // False for most keys of a log: no key of the policy has this first byte and
  // length.  `key` is decoded and not empty.
  bool MayKnow(std::string_view key) const {
    return (lengths_[static_cast<unsigned char>(key[0])] >> (key.size() & 63) & 1) != 0;
  }

  // `key` is decoded.
  KeyId IdOf(std::string_view key) const {
    return key.empty() || !MayKnow(key) ? KeyId{0} : Find(key);
  }

  // True when a selector spells out `key`; not when it only begins as a "password*" does.
  bool Names(std::string_view key) const;

  // The place of member `id` of the object at `node`.
  NodeId Child(NodeId node, KeyId id) const;
  // What to do with the member `id` whose place is `node`.
  Action ActionOf(NodeId node, KeyId id) const;

 private:
  struct Entry {
    std::string_view key;
    KeyId id = 0;
  };
  struct Node {
    NodeId parent;
    KeyId key;
    std::optional<Action> action;
  };

  KeyId Find(std::string_view key) const;
  KeyId Intern(std::string_view key);
  void AddRule(const FieldRule& rule);

  static constexpr std::size_t kTableSize = 256;  // a power of two, well above the number of keys

  std::string_view name_;
  bool scans_text_ = false;
  std::span<const FieldRule> rules_;
  std::span<const Allowance> allowances_;
  std::array<Entry, kTableSize> table_;
  std::array<std::uint64_t, 256> lengths_ =
      {};  // by first byte: lengths of keys, modulo 64, as bits
  std::vector<Entry> prefixes_;
  std::vector<Action> by_key_ = {Action::kKeep};  // by KeyId
  std::vector<Node> nodes_ = {{kNowhere, 0, std::nullopt}};
};

}  // namespace fun::event
