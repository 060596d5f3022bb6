#include "core/event/policy.h"

#include <algorithm>
#include <cstring>

#include "core/base/encoding.h"
#include "core/event/policy_built_in.h"

namespace fun::event {
namespace {

// Mixes the length and the first and last eight bytes: enough to tell the keys of
// a policy apart; a full comparison decides.
std::uint64_t HashOf(std::string_view key) {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (key.size() >= 8) {
    std::memcpy(&head, key.data(), 8);
    std::memcpy(&tail, key.data() + key.size() - 8, 8);
  } else if (key.size() >= 4) {
    std::memcpy(&head, key.data(), 4);
    std::memcpy(&tail, key.data() + key.size() - 4, 4);
  } else {
    for (const char c : key) head = head << 8 | static_cast<unsigned char>(c);
  }
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  const std::uint64_t mixed = (head * kOdd) ^ (tail + key.size()) * 0xC2B2AE3D27D4EB4F;
  return (mixed * kOdd) >> 48;
}

}  // namespace

std::string_view NameOf(Action action) {
  switch (action) {
    case Action::kKeep:
      return "keep";
    case Action::kDrop:
      return "drop";
    case Action::kPseudonymUsername:
      return "pseudonym-username";
    case Action::kPseudonymUserId:
      return "pseudonym-user_id";
    case Action::kPseudonymSession:
      return "pseudonym-session";
    case Action::kTruncateIp:
      return "truncate-ip";
  }
  return "";
}

Result<Policy> Policy::BuiltIn(std::string_view name) {
  for (const BuiltInPolicy& built_in : BuiltInPolicies()) {
    if (built_in.name != name) continue;
    Policy policy;
    policy.name_ = built_in.name;
    policy.scans_text_ = built_in.scans_text;
    policy.rules_ = built_in.rules;
    policy.allowances_ = built_in.allowances;
    for (const FieldRule& rule : built_in.rules) policy.AddRule(rule);
    return policy;
  }
  return Failure(ExitCode::kUsage, "no such policy", "policies: standard (the default), seed");
}

std::span<const std::string_view> Policy::BuiltInNames() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const BuiltInPolicy& built_in : BuiltInPolicies()) list.push_back(built_in.name);
    return list;
  }();
  return names;
}

std::string Policy::Digest() const {
  std::string text(name_);
  text += scans_text_ ? "\nscan\n" : "\nno scan\n";
  for (const FieldRule& rule : rules_) {
    text.append(rule.selector).append("\t").append(NameOf(rule.action)).append("\n");
  }
  for (const Allowance& pair : allowances_) {
    text.append("allow\t").append(pair.path).append("\t").append(pair.rule).append("\n");
  }
  return EncodeHex(AsBytes(Sha256::Of(text)));
}

std::string PolicyDigestLines() {
  std::string lines;
  for (const BuiltInPolicy& built_in : BuiltInPolicies()) {
    const auto policy = Policy::BuiltIn(built_in.name);
    lines.append("\npolicy ").append(built_in.name).append(" sha256:").append(policy->Digest());
  }
  return lines;
}

KeyId Policy::Find(std::string_view key) const {
  for (std::size_t slot = HashOf(key);; ++slot) {
    const Entry& entry = table_[slot % kTableSize];
    if (entry.id == 0) break;
    if (entry.key == key) return entry.id;
  }
  for (const Entry& prefix : prefixes_) {
    if (key.starts_with(prefix.key)) return prefix.id;
  }
  return 0;
}

bool Policy::Names(std::string_view key) const {
  const KeyId id = IdOf(key);
  return id != 0 && std::ranges::none_of(prefixes_, [id, key](const Entry& prefix) {
           return prefix.id == id && prefix.key != key;
         });
}

NodeId Policy::Child(NodeId node, KeyId id) const {
  if (node == kNowhere || id == 0) return kNowhere;
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (nodes_[i].parent == node && nodes_[i].key == id) return static_cast<NodeId>(i);
  }
  return kNowhere;
}

Action Policy::ActionOf(NodeId node, KeyId id) const {
  if (node != kNowhere && nodes_[node].action) return *nodes_[node].action;
  return by_key_[id];
}

KeyId Policy::Intern(std::string_view key) {
  if (const KeyId id = IdOf(key); id != 0) return id;
  const auto id = static_cast<KeyId>(by_key_.size());
  by_key_.push_back(Action::kKeep);
  lengths_[static_cast<unsigned char>(key[0])] |= std::uint64_t{1} << (key.size() & 63);
  std::size_t slot = HashOf(key);
  while (table_[slot % kTableSize].id != 0) ++slot;
  table_[slot % kTableSize] = {key, id};
  return id;
}

void Policy::AddRule(const FieldRule& rule) {
  std::string_view selector = rule.selector;
  if (!selector.starts_with('/')) {
    if (selector.ends_with('*')) {
      selector.remove_suffix(1);
      by_key_.push_back(rule.action);
      prefixes_.push_back({selector, static_cast<KeyId>(by_key_.size() - 1)});
      lengths_[static_cast<unsigned char>(selector[0])] = ~std::uint64_t{0};
    } else {
      by_key_[Intern(selector)] = rule.action;
    }
    return;
  }
  NodeId node = kRoot;
  while (!selector.empty()) {
    selector.remove_prefix(1);
    const std::string_view key = selector.substr(0, selector.find('/'));
    selector.remove_prefix(key.size());
    const KeyId id = Intern(key);
    NodeId child = Child(node, id);
    if (child == kNowhere) {
      nodes_.push_back({node, id, std::nullopt});
      child = static_cast<NodeId>(nodes_.size() - 1);
    }
    node = child;
  }
  nodes_[node].action = rule.action;
}

}  // namespace fun::event
