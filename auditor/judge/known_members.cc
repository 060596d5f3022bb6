#include "auditor/judge/known_members.h"

#include <algorithm>

#include "core/base/equal_bytes.h"

namespace fun::auditor {
namespace {

bool IsSame(std::string_view a, std::string_view b) {
  return a.size() == b.size() && EqualBytes(a.data(), b.data(), a.size());
}

}  // namespace

void KnownMembers::Forget() {
  nodes_.assign(1, {});
  values_ = {};
}

const Field* KnownMembers::FindKey(KnownPlace place, std::string_view key) {
  if (place == kNotKnown || key.size() > kLongestKey) return nullptr;
  Node& node = nodes_[place];
  if (node.children.empty()) return nullptr;
  std::uint32_t& successor = node.children[node.last].successor;
  if (!IsSame(node.children[successor].key, key)) {
    const auto child = std::ranges::find(node.children, key, &Child::key);
    if (child == node.children.end()) return nullptr;
    successor = static_cast<std::uint32_t>(child - node.children.begin());
  }
  node.last = successor;
  return &node.children[successor].field;
}

void KnownMembers::AddKey(KnownPlace place, std::string_view key, Field& field) {
  const bool has_room = place != kNotKnown && key.size() <= kLongestKey &&
                        nodes_.size() <= kMostPlaces &&
                        nodes_[place].children.size() < kMostChildren;
  if (!has_room) return;
  field.known = static_cast<KnownPlace>(nodes_.size());
  nodes_.emplace_back();
  nodes_[place].children.push_back({std::string(key), field, 0});
}

KnownPlace KnownMembers::Below(KnownPlace place, KnownPlace Node::* below) {
  if (place == kNotKnown) return kNotKnown;
  if (nodes_[place].*below == kNotKnown && nodes_.size() <= kMostPlaces) {
    nodes_[place].*below = static_cast<KnownPlace>(nodes_.size());
    nodes_.emplace_back();
  }
  return nodes_[place].*below;
}

}  // namespace fun::auditor
