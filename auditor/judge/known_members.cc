#include "auditor/judge/known_members.h"

#include "core/detect/text_hash.h"

namespace fun::auditor {
namespace {

bool IsSame(const event::Treatment& a, const event::Treatment& b) {
  return a.action == b.action && a.grammar == b.grammar && a.is_unknown == b.is_unknown &&
         a.rule == b.rule;
}

// But for their keys.
bool IsSame(const Field& a, const Field& b) {
  return a.node == b.node && IsSame(a.treatment, b.treatment) && a.allowed == b.allowed &&
         a.is_element == b.is_element && a.place == b.place;
}

}  // namespace

void KnownMembers::BeginLine() {
  if (nodes_.size() > kMostPlaces) Forget();
}

void KnownMembers::Forget() {
  nodes_.assign(1, {});
  slots_.assign(kSlots, 0);
  values_ = {};
}

KnownPlace KnownMembers::SearchKey(KnownPlace place, std::string_view key) const {
  for (std::size_t slot = detect::HashOfText(key, place) % kSlots; slots_[slot] != 0;
       slot = (slot + 1) % kSlots) {
    if (IsKey(slots_[slot], place, key)) return slots_[slot];
  }
  return kNotKnown;
}

void KnownMembers::AddKey(KnownPlace place, std::string_view key, Field& field) {
  if (place == kNotKnown) return;
  const bool has_room = key.size() <= kLongestKey && nodes_.size() <= kMostPlaces &&
                        nodes_[place].children < kMostChildren;
  if (!has_room) return ShareOthers(place, field);
  field.known = AddNode();
  Node& node = nodes_.back();
  node.parent = place;
  node.key = key;
  node.field = field;
  ++nodes_[place].children;
  std::size_t slot = detect::HashOfText(key, place) % kSlots;
  while (slots_[slot] != 0) slot = (slot + 1) % kSlots;
  slots_[slot] = static_cast<std::uint16_t>(field.known);
}

void KnownMembers::ShareOthers(KnownPlace place, Field& field) {
  if (nodes_[place].others == kNotKnown && nodes_.size() <= kMostPlaces) {
    nodes_[place].others = AddNode();
    nodes_.back().field = field;
    nodes_.back().is_of_any_key = true;
  }
  const KnownPlace others = nodes_[place].others;
  if (others != kNotKnown && IsSame(nodes_[others].field, field)) field.known = others;
}

bool KnownMembers::IsOfAnyKey(KnownPlace place) const {
  return place != kNotKnown && nodes_[place].is_of_any_key;
}

void KnownMembers::AddValue(const Asked& asked, std::size_t free_numbers) {
  if (asked.numbers == free_numbers) values_.Add(asked.mark);
}

KnownPlace KnownMembers::AddNode() {
  nodes_.emplace_back();
  return static_cast<KnownPlace>(nodes_.size() - 1);
}

KnownPlace KnownMembers::Below(KnownPlace place, KnownPlace Node::* below) {
  if (place == kNotKnown) return kNotKnown;
  if (nodes_[place].*below == kNotKnown && nodes_.size() <= kMostPlaces) {
    const KnownPlace added = AddNode();
    nodes_[place].*below = added;
    nodes_[added].is_of_any_key = nodes_[place].is_of_any_key;
  }
  return nodes_[place].*below;
}

}  // namespace fun::auditor
