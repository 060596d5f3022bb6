#include "loader/transform/reading.h"

#include <algorithm>

#include "core/json/scalar.h"
#include "core/json/text.h"
#include "loader/transform/answers.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLargestLeaf = 32'000;  // docs/format/document.md
constexpr std::string_view kGraded = "problem_graded";

Span WithoutSpace(std::string_view text, Span span) {
  while (span.begin < span.end && json::IsJsonSpace(text[span.begin])) ++span.begin;
  while (span.begin < span.end && json::IsJsonSpace(text[span.end - 1])) --span.end;
  return span;
}

}  // namespace

MemberVisitor& EventReader::Begin(const event::Line& line) {
  arena_.Clear();
  reading_.line = line.text;
  visitor_.StartLine(line.text, reading_.members);
  return visitor_;
}

const Reading& EventReader::Read(const event::Line& line) {
  reading_.json = WithoutSpace(line.text, line.json);
  ReadTime();
  ReadType();
  ReadEvent();
  return reading_;
}

std::string_view EventReader::Course() {
  const Member* const context = FindMember(reading_.members.root, "context");
  if (context == nullptr || context->kind != ValueKind::kObject) return {};
  return TextOf(FindMember(reading_.members.context, "course_id"));
}

// The text of a string member; "" of any other and of nullptr.
std::string_view EventReader::TextOf(const Member* member) {
  if (member == nullptr || member->kind != ValueKind::kString) return {};
  const Span quoted = member->value;
  return json::Unescape(reading_.line.substr(quoted.begin + 1, quoted.size() - 2), arena_).text;
}

void EventReader::ReadTime() {
  reading_.time.reset();
  for (const std::string_view name : {"time", "timestamp"}) {
    if (!reading_.time)
      reading_.time = event::ParseTime(TextOf(FindMember(reading_.members.root, name)));
  }
}

void EventReader::ReadType() {
  const Members& root = reading_.members.root;
  reading_.type = TextOf(FindMember(root, "event_type"));
  reading_.has_answers = takes_answers_out_ && HasAnswers(reading_.type);
  reading_.is_graded = reading_.type == kGraded || TextOf(FindMember(root, "name")) == kGraded ||
                       TextOf(FindMember(root, "event_name")) == kGraded;
}

void EventReader::ReadEvent() {
  const Member* const event = FindMember(reading_.members.root, "event");
  reading_.event = event;
  reading_.event_is_object = reading_.event_is_spelled = false;
  if (event == nullptr) return;
  if (event->kind == ValueKind::kObject) {
    reading_.event_text = reading_.line;
    reading_.event_is_object = CanBeHeld(event->can_be_held && event->largest_leaf <= kLargestLeaf);
  } else if (event->kind == ValueKind::kString) {
    reading_.event_is_object = reading_.event_is_spelled = ReadSpelled(event->value);
  }
}

// True when the string spells an object that the server can hold.
bool EventReader::ReadSpelled(Span quoted) {
  const std::string_view raw = reading_.line.substr(quoted.begin + 1, quoted.size() - 2);
  if (raw.find_first_of("{\\") == std::string_view::npos) return false;
  const std::string_view spelled = json::Unescape(raw, arena_).text;
  const auto* const first = std::ranges::find_if_not(spelled, json::IsJsonSpace);
  if (first == spelled.end() || *first != '{') return false;
  if (structure_.Index(spelled) != json::Refusal::kNone) return false;
  visitor_.StartEvent(spelled, reading_.members);
  json::Walker walker(spelled, structure_.start(), {}, visitor_);
  reading_.event_text = spelled;
  return walker.Walk().ok() &&
         CanBeHeld(visitor_.can_be_held() && visitor_.largest_leaf() <= kLargestLeaf);
}

// Of the object whose members were read.
bool EventReader::CanBeHeld(bool as_it_is) const {
  return as_it_is ||
         (reading_.has_answers && CanBeHeldWithoutAnswers(reading_.members, kLargestLeaf));
}

}  // namespace fun::loader
