// Remembers keys by their path, with what policy and rules have said of them, and values that were
// found to be good there.
//
// Events are written by programs: line by line the same keys come in the same order, and most
// values come again.  What is known is compared byte by byte, and needs no further look.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/field.h"
#include "core/detect/clean_texts.h"

namespace fun::auditor {

// Bounded, about 2 MiB.  One thread.
class KnownMembers {
 public:
  static constexpr std::size_t kLongestKey = 64;  // bytes; longer ones are not remembered

  KnownMembers() : nodes_(1) {}

  // Makes room where there is none; places of the line before are void.
  void BeginLine() {
    if (nodes_.size() > kMostPlaces) Forget();
  }
  void Forget();

  // The field of the member `key`, raw, of the object at `place`; nullptr when it is not known.
  // Valid until the next AddKey.
  const Field* FindKey(KnownPlace place, std::string_view key);
  // Remembers it, which FindKey has not found, with `field`, whose `known` is set to its place.
  void AddKey(KnownPlace place, std::string_view key, Field& field);

  // Of the elements of the list at `place`, and of the JSON in the string there.
  KnownPlace Element(KnownPlace place) { return Below(place, &Node::element); }
  KnownPlace Within(KnownPlace place) { return Below(place, &Node::within); }

  // True when exactly this value, raw, was added for the field at `place`, and is still remembered.
  bool HoldValue(KnownPlace place, std::string_view value) {
    if (place == kNotKnown || !nodes_[place].repeats()) return false;
    const bool is_held = values_.Hold(value, place);
    nodes_[place].hits += is_held ? 1U : 0U;
    ++nodes_[place].questions;
    return is_held;
  }
  void AddValue(KnownPlace place, std::string_view value) {
    if (place != kNotKnown && nodes_[place].repeats()) values_.Add(value, place);
  }

 private:
  static constexpr std::size_t kMostPlaces = 4096;
  static constexpr std::uint32_t kFewestQuestions = 1000;
  static constexpr std::size_t kMostChildren = 64;  // of an object; the platform's have fewer

  struct Child {
    std::string key;
    Field field;
    std::uint32_t successor = 0;  // the child that was met behind it the last time
  };
  struct Node {
    std::vector<Child> children;
    std::uint32_t last = 0;  // the child that was met last
    KnownPlace element = kNotKnown;
    KnownPlace within = kNotKnown;
    std::uint32_t questions = 0;  // for a value
    std::uint32_t hits = 0;

    // False once its values are seen to differ, as times and ids do: not worth the asking.
    bool repeats() const { return questions < kFewestQuestions || hits >= questions / 4; }
  };

  KnownPlace Below(KnownPlace place, KnownPlace Node::* below);

  std::vector<Node> nodes_;
  detect::CleanTexts values_;
};

}  // namespace fun::auditor
