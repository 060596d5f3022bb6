#include "loader/transform/shape.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "loader/transform/fields.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLongestName = 512;

// The servers refuse some of these names, keep some for themselves and cut others at their dots.
bool IsOddName(std::string_view name) {
  return name.empty() || !IsLetterOrDigit(name[0]) || name.size() > kLongestName ||
         name.find('.') != std::string_view::npos;
}

bool IsSoundContext(const Member& member, const Members& context) {
  if (member.kind == ValueKind::kNull) return true;
  return member.kind == ValueKind::kObject && std::ranges::all_of(context, [](const Member& inner) {
           return !IsOddName(inner.name) &&
                  (inner.is_flat || FindField(ContextFields(), inner.name) == nullptr);
         });
}

Place PlaceOfEvent(const Reading& reading, const Member& event) {
  if (reading.event_is_object || event.kind == ValueKind::kNull) return Place::kStays;
  return event.kind == ValueKind::kString ? Place::kEventText : Place::kAside;
}

}  // namespace

Place PlaceOf(const Reading& reading, const Member& member) {
  if (!member.is_last || IsOddName(member.name)) return Place::kAside;
  if (&member == reading.event) return PlaceOfEvent(reading, member);
  if (!member.can_be_held) return Place::kAside;
  if (member.name == "context") {
    return IsSoundContext(member, reading.members.context) ? Place::kStays : Place::kAside;
  }
  const Field* const field = FindRootField(member.name);
  return field == nullptr || (!field->is_ours && member.is_flat) ? Place::kStays : Place::kAside;
}

Place LogstashPlaceOf(const Reading& reading, const Member& member) {
  const Place place = PlaceOf(reading, member);
  if (member.name != "event" || place == Place::kStays) return place;
  if (reading.has_answers) return Place::kNowhere;
  if (&member != reading.event) return place;
  const bool is_list = member.kind == ValueKind::kList && member.is_flat && member.is_of_strings;
  const bool is_text = place == Place::kEventText;
  return reading.is_graded && (is_list || is_text) ? Place::kEventGraded : place;
}

}  // namespace fun::loader
