// Remembers keys by their path, with what policy and rules have said of them, and values that were
// found to be good there.
//
// Events are written by programs: line by line the same keys come, and most values come again. What
// is known, keys by their bytes and values by their marks, needs no further look.  Of JSON in a
// string small numbers say nothing (core/detect/small_numbers.h), and are left out of it where
// there are no known people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/field.h"
#include "auditor/judge/questions.h"
#include "core/base/equal_bytes.h"
#include "core/detect/clean_texts.h"
#include "core/detect/small_numbers.h"
#include "core/detect/text_mark.h"

namespace fun::auditor {

// Bounded, about 2 MiB.  One thread.
class KnownMembers {
 public:
  static constexpr std::size_t kLongestKey = 64;  // bytes; longer ones are not remembered

  explicit KnownMembers(bool has_people) : has_people_(has_people) { Forget(); }

  // Makes room where there is none; places of the line before are void.
  void BeginLine();
  void Forget();

  // The field of the member `key`, raw, of the object at `place`; nullptr when it is not known.
  // `before`: the place of the member before it, kNotKnown for the first.  Valid until the next
  // AddKey.
  const Field* FindKey(KnownPlace place, KnownPlace before, std::string_view key) {
    if (place == kNotKnown || key.size() > kLongestKey) return nullptr;
    KnownPlace& guess = before == kNotKnown ? nodes_[place].first : nodes_[before].next;
    if (!IsKey(guess, place, key)) {
      const KnownPlace found = SearchKey(place, key);
      if (found == kNotKnown) return nullptr;
      guess = found;
    }
    return &nodes_[guess].field;
  }
  // Remembers it, which FindKey has not found, with `field`, whose `known` is set to its place.  Of
  // an object with too many keys all further ones share a place, if they are of one field.
  void AddKey(KnownPlace place, std::string_view key, Field& field);

  // True when members of several keys share that place.
  bool IsOfAnyKey(KnownPlace place) const;

  // Of the elements of the list at `place`, and of the JSON in the string there.
  KnownPlace Element(KnownPlace place) { return Below(place, &Node::element); }
  KnownPlace Within(KnownPlace place) { return Below(place, &Node::within); }

  // A value that was asked for.
  struct Asked {
    detect::TextMark mark = {};  // of no text when it is not worth a question
    std::size_t numbers = 0;     // small ones, left out of it
  };
  // True when this value, raw, or one that differs from it in numbers that say nothing, was added
  // for the field at `place`, and is still remembered.
  bool HoldValue(KnownPlace place, std::string_view value, Asked& asked) {
    if (place == kNotKnown || !nodes_[place].values.Begin()) return false;
    const detect::SmallNumbers::Masked masked = Mask(value);
    asked = {detect::MarkOf(masked.text, place), masked.numbers};
    const bool is_held = values_.Hold(asked.mark);
    nodes_[place].values.Count(is_held);
    return is_held;
  }
  // Remembers one that is not held.  In it so many small numbers were found to say nothing.
  void AddValue(const Asked& asked, std::size_t free_numbers);

 private:
  static constexpr std::size_t kMostPlaces = 4096;
  static constexpr std::size_t kSlots = 4 * kMostPlaces;
  static constexpr std::size_t kMostChildren = 64;  // of an object; the platform's have fewer

  struct Node {
    KnownPlace parent = kNotKnown;
    KnownPlace next = 0;   // what came behind it last, or any
    KnownPlace first = 0;  // of its members, what came first the last time, or any
    bool is_of_any_key = false;
    std::string key;
    Field field;  // of the member
    std::size_t children = 0;
    KnownPlace others = kNotKnown;  // children without a node of their own
    KnownPlace element = kNotKnown;
    KnownPlace within = kNotKnown;
    Questions values;
  };

  // No value that stays as it is looks like one that was masked: that would have been masked, too.
  detect::SmallNumbers::Masked Mask(std::string_view value) {
    const bool is_json = value.starts_with('{') || value.starts_with('[');
    return is_json && !has_people_ ? numbers_.Mask(value) : detect::SmallNumbers::Masked{value};
  }
  bool IsKey(KnownPlace node, KnownPlace place, std::string_view key) const {
    const Node& member = nodes_[node];
    return member.parent == place && member.key.size() == key.size() &&
           EqualBytes(member.key.data(), key.data(), key.size());
  }
  KnownPlace SearchKey(KnownPlace place, std::string_view key) const;
  KnownPlace AddNode();
  void ShareOthers(KnownPlace place, Field& field);
  KnownPlace Below(KnownPlace place, KnownPlace Node::* below);

  std::vector<Node> nodes_;
  std::vector<std::uint16_t> slots_;  // nodes by their key and its object; 0: none
  detect::CleanTexts values_;
  detect::SmallNumbers numbers_;
  bool has_people_;
};

}  // namespace fun::auditor
