// What the loader reads of a line: its time, its type, its members, and what `event` spells.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/arena.h"
#include "core/event/lines.h"
#include "core/event/time.h"
#include "core/json/structure.h"
#include "loader/transform/members.h"

namespace fun::loader {

// All texts live until the next line is read.
struct Reading {
  std::string_view line;
  Span json;                           // of the line: from its `{` to its `}`
  std::optional<event::EpochMs> time;  // of `time`, else of `timestamp`
  std::string_view type;               // `event_type`, decoded; "" when it is no string
  bool has_answers = false;            // to be taken out of `event`
  bool is_graded = false;              // `event_type`, `name` or `event_name` is problem_graded
  EventMembers members;

  // The `event` that counts, the last; nullptr when there is none.
  const Member* event = nullptr;
  bool event_is_object = false;   // or a string that spells one, and the server can hold it
  bool event_is_spelled = false;  // by a string
  std::string_view event_text;    // what members.event and members.state look into
};

// One thread; reuse it.
class EventReader {
 public:
  // `takes_answers_out`: where an event's type has answers, they are no part of what the server
  // must hold.
  explicit EventReader(bool takes_answers_out)
      : takes_answers_out_(takes_answers_out), visitor_(arena_) {}

  // What is to walk `line`, neither blank nor refused, before it is read.
  MemberVisitor& Begin(const event::Line& line);
  // Of the line that was begun, and walked without a refusal.
  const Reading& Read(const event::Line& line);

  // Of the line that was read: `context.course_id`, decoded; "" when it is no string.
  std::string_view Course();

  // As well: `ip`.
  std::string_view Address() { return TextOf(FindMember(reading_.members.root, "ip")); }

 private:
  std::string_view TextOf(const Member* member);
  void ReadTime();
  void ReadType();
  void ReadEvent();
  bool ReadSpelled(Span quoted);
  bool CanBeHeld(bool as_it_is) const;

  bool takes_answers_out_;
  Arena arena_;
  MemberVisitor visitor_;
  json::Structure structure_;
  Reading reading_;
};

}  // namespace fun::loader
