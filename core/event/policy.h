// What happens to each field: the policy that anonymizer and judge both read.
//
// A policy is data, written in TOML (docs/format/policy.md): selectors and actions.  A selector is
// a key name, compared decoded, at any depth and in any layer of JSON within strings ("email";
// "password*" and "*_user_id" for keys that begin or end so), or the path of one field ("/name",
// "/event/answers/*"), on which elements of lists take no step.  A path beats a key, a whole key
// beats a part, of two parts the longer one.  What no rule selects is unknown, and the policy says
// what becomes of that.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/event/grammar.h"
#include "core/event/key_table.h"
#include "core/event/policy_text.h"

namespace fun::event {

// The digests of all built-in policies, a line each, for --version.
std::string PolicyDigestLines();

// A place on a path known to the policy; kNowhere is every other place.
using NodeId = std::uint16_t;
inline constexpr NodeId kRoot = 0;
inline constexpr NodeId kNowhere = 0xFFFF;

// All that the policy says of a member.
struct Treatment {
  Action action = Action::kKeep;
  Grammar grammar = Grammar::kAny;  // of the value that leaves; kAny: not asked
  bool is_unknown = false;          // no rule selects it: `action` is what befalls the unknown
  std::uint16_t rule = 0;           // in rules(), if one does
};

// Immutable; share it between threads.
class Policy {
 public:
  // "standard", "seed" or "strict".  kUsage for another name; the hint lists them.
  static Result<Policy> BuiltIn(std::string_view name);
  static std::span<const std::string_view> BuiltInNames();
  // A built-in policy, or the file at a path that holds '/' or ends with ".toml".  `rule_ids` are
  // the detectors that may be named (any if empty).  All errors are kUsage; those in the text
  // name line and column.
  static Result<Policy> Load(const std::string& name_or_file,
                             std::span<const std::string_view> rule_ids = {});
  static Policy Of(PolicyText text);

  std::string_view name() const { return text_->name; }
  std::string_view toml() const { return text_->toml; }  // as written, without what it extends
  std::span<const FieldRule> rules() const { return text_->rules; }
  std::span<const Allowance> allowances() const { return text_->allowances; }
  Unknown unknown() const { return text_->unknown; }
  // What befalls a field that no rule selects; kDrop also where its line is refused.
  Action unknown_action() const { return by_key_[0].action; }
  // True when unknown fields do not leave.
  bool is_closed() const { return unknown_action() == Action::kDrop; }
  // True when some text is scanned or made a template: a detector is needed.
  bool scans_text() const { return scans_text_; }
  // SHA-256 (hex) of everything that acts, in an order of its own: not of name, reasons, layout.
  std::string Digest() const;

  // See KeyTable.
  [[gnu::always_inline]] bool MayKnow(std::string_view key) const { return keys_.MayKnow(key); }
  KeyId IdOf(std::string_view key) const { return keys_.IdOf(key); }
  // True when a selector spells out `key`; not when it only begins as a "password*" does.
  bool Names(std::string_view key) const { return keys_.IdOfWhole(key) != 0; }

  // The place of member `id` (0: of any other key) of the object at `node`.
  NodeId Child(NodeId node, KeyId id) const {
    if (node == kNowhere) return kNowhere;
    return is_on_path_[id] == 0 ? nodes_[node].any_child : FindChild(node, id);
  }

  // What to do with the member `id` whose place is `node`.
  Action ActionOf(NodeId node, KeyId id) const { return TreatmentOf(node, id).action; }
  const Treatment& TreatmentOf(NodeId node, KeyId id) const {
    return node != kNowhere && nodes_[node].is_selected ? nodes_[node].treatment : by_key_[id];
  }

  // True when `text` (a decoded string, or the token of a number, true, false) is of the grammar.
  bool Accepts(const Treatment& treatment, std::string_view text) const;
  // False in a closed policy for a key that only a "*" selects and that may be data.
  bool LetsKeyStand(KeyId id, std::string_view key) const;

 private:
  struct Node {
    bool is_selected = false;
    NodeId any_child = kNowhere;  // of "*"
    Treatment treatment = {};
  };
  struct Edge {
    std::uint32_t from = 0;  // node and key; 0: free
    NodeId to = kNowhere;
  };

  explicit Policy(PolicyText text);
  NodeId FindChild(NodeId node, KeyId id) const;
  NodeId AddChild(NodeId node, std::string_view key);
  void AddRule(std::size_t index);
  void Grow();
  void AddEdge(const Edge& edge);
  void FillGaps();

  std::shared_ptr<const PolicyText> text_;  // keys_ holds views of it
  bool scans_text_ = false;
  KeyTable keys_;
  std::vector<Treatment> by_key_ = std::vector<Treatment>(1);            // by KeyId
  std::vector<std::uint8_t> is_on_path_ = std::vector<std::uint8_t>(1);  // by KeyId
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Edge> edges_ = std::vector<Edge>(64);  // a hash table, at most a quarter full
  std::size_t edge_count_ = 0;
};

}  // namespace fun::event
