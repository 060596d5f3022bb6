// A value's field: what policy and allowances say about it.
#pragma once

#include <cstdint>

#include "auditor/inventory/field_watch.h"
#include "auditor/judge/conformity.h"
#include "core/event/policy.h"

namespace fun::auditor {

// A place in KnownMembers.
using KnownPlace = std::uint32_t;
inline constexpr KnownPlace kKnownLine = 0;
inline constexpr KnownPlace kNotKnown = 0xFFFFFFFF;

struct Field {
  event::NodeId node = event::kNowhere;
  event::Treatment treatment = {};
  Allowances::Place allowed = event::kNowhere;
  bool is_element = false;                       // of the list that is the field's value
  FieldWatch::Place place = FieldWatch::kEvent;  // where fields are counted
  KnownPlace known = kNotKnown;
};

// A list of values is one; of what is gone, and of a list in a list, nothing more is asked.
inline bool AsksOfElements(const Field& field) {
  const event::Treatment& treatment = field.treatment;
  const bool asks =
      treatment.grammar != event::Grammar::kAny ||
      (treatment.action > event::Action::kDrop && treatment.action != event::Action::kTemplate);
  return asks && (!field.is_element || treatment.grammar == event::Grammar::kContainer);
}

}  // namespace fun::auditor
