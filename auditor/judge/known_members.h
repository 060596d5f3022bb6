// Remembers keys by their path, with what policy and rules have said of them, and values that were
// found to be good there.
//
// Events are written by programs: line by line the same keys come, and most values come again. What
// is known is compared byte by byte, and needs no further look.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/field.h"
#include "auditor/judge/questions.h"
#include "core/detect/clean_texts.h"

namespace fun::auditor {

// Bounded, about 4 MiB.  One thread.
class KnownMembers {
 public:
  static constexpr std::size_t kLongestKey = 64;  // bytes; longer ones are not remembered

  KnownMembers() { Forget(); }

  // Makes room where there is none; places of the line before are void.
  void BeginLine() {
    if (nodes_.size() > kMostPlaces) Forget();
  }
  void Forget();

  // The field of the member `key`, raw, of the object at `place`; nullptr when it is not known.
  // Valid until the next AddKey.
  const Field* FindKey(KnownPlace place, std::string_view key) const;
  // Remembers it, which FindKey has not found, with `field`, whose `known` is set to its place.  Of
  // an object with too many keys all further ones share a place, if they are of one field.
  void AddKey(KnownPlace place, std::string_view key, Field& field);

  // True when members of several keys share that place.
  bool IsOfAnyKey(KnownPlace place) const {
    return place != kNotKnown && nodes_[place].is_of_any_key;
  }

  // Of the elements of the list at `place`, and of the JSON in the string there.
  KnownPlace Element(KnownPlace place) { return Below(place, &Node::element); }
  KnownPlace Within(KnownPlace place) { return Below(place, &Node::within); }

  // True when exactly this value, raw, was added for the field at `place`, and is still remembered.
  bool HoldValue(KnownPlace place, std::string_view value) {
    if (place == kNotKnown || !nodes_[place].values.Begin()) return false;
    const bool is_held = values_.Hold(value, place);
    nodes_[place].values.Count(is_held);
    return is_held;
  }
  void AddValue(KnownPlace place, std::string_view value) {
    if (place != kNotKnown && nodes_[place].values.are_asked()) values_.Add(value, place);
  }

 private:
  static constexpr std::size_t kMostPlaces = 4096;
  static constexpr std::size_t kSlots = 4 * kMostPlaces;
  static constexpr std::size_t kMostChildren = 64;  // of an object; the platform's have fewer

  struct Node {
    KnownPlace parent = kNotKnown;
    std::string key;
    bool is_of_any_key = false;
    Field field;  // of the member
    std::size_t children = 0;
    KnownPlace others = kNotKnown;  // children without a node of their own
    KnownPlace element = kNotKnown;
    KnownPlace within = kNotKnown;
    Questions values;
  };

  static std::size_t SlotOf(KnownPlace place, std::string_view key) {
    return detect::HashOfText(key, place) % kSlots;
  }
  KnownPlace AddNode();
  void ShareOthers(KnownPlace place, Field& field);
  KnownPlace Below(KnownPlace place, KnownPlace Node::* below);

  std::vector<Node> nodes_;
  std::vector<std::uint16_t> slots_;  // nodes by their key and its object; 0: none
  detect::CleanTexts values_;
};

}  // namespace fun::auditor
