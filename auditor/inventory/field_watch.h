// Counts the fields of the lines that one thread judges.
//
// Places are nodes of a tree that grows as keys are met; the platform writes the keys of an event
// in the same order each time, so the next key is nearly always the one behind the last.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/inventory/inventory.h"
#include "auditor/judge/conformity.h"
#include "core/event/policy.h"

namespace fun::auditor {

// One thread; the policy outlives it.
class FieldWatch {
 public:
  using Place = std::uint32_t;
  static constexpr Place kEvent = 0;  // the line's object

  explicit FieldWatch(const event::Policy& policy) : policy_(policy), nodes_(1) {}

  // What was counted since the last KeepLine is forgotten, as of a line that is refused.  True when
  // the places of all lines before are void.
  bool BeginLine();

  // Of the member `key` (decoded) of the object at `place`; of the elements of the list there; of
  // the JSON in the string there.
  Place Member(Place place, std::string_view key);
  Place Element(Place place) { return Step(place, "*", false); }
  Place Within(Place place) { return Step(place, ">", false); }

  void Count(Place place, ValueKind kind) { counted_.push_back({place, kind}); }

  // The line is number `line`, from 1, and an event of `event_type` ("": none).
  void KeepLine(std::uint64_t line, std::string_view event_type);

  // Gives all that was kept since the last time; overwrites `inventory`.
  void MoveTo(Inventory& inventory);

 private:
  struct Child {
    std::string step;
    Place place;
  };
  struct Node {
    std::string path;
    std::uint32_t depth = 0;
    bool is_unknown = false;  // its own key
    Sight sight;
    std::vector<Child> children;
    std::size_t next = 0;  // the child that is likely met next
  };
  struct Counted {
    Place place;
    ValueKind kind;
  };

  Place Step(Place place, std::string_view step, bool is_unknown);
  bool Find(Place place, std::string_view step, Place& child);
  void MoveSights();
  void SortPlaces();

  const event::Policy& policy_;
  std::vector<Node> nodes_;
  std::vector<Place> sorted_;     // all but the event's, by path
  std::vector<Counted> counted_;  // in the line in hand
  Inventory kept_;                // of event types all; of fields what no node counts any more
};

}  // namespace fun::auditor
