#include "loader/transform/answers.h"

#include <algorithm>
#include <utility>

#include "loader/transform/removal.h"

namespace fun::loader {
namespace {

constexpr std::string_view kAnswerTypes[] = {"problem_check", "save_problem_success"};
constexpr std::string_view kInEvent[] = {"answer", "answers", "correct_map", "submission"};
constexpr std::string_view kInState[] = {"correct_map", "input_state", "student_answers"};

template <std::size_t N>
bool IsOneOf(const std::string_view (&words)[N], std::string_view word) {
  return std::ranges::find(words, word) != std::end(words);
}

bool IsState(const Member& member) {
  return member.name == "state" && member.kind == ValueKind::kObject;
}

bool HasNameTwice(std::vector<std::string_view> names) {
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

// Of those members that are none of `answers`.
template <std::size_t N>
bool CanRestBeHeld(const EventMembers& members, const Members& object,
                   const std::string_view (&answers)[N], std::size_t largest_leaf) {
  std::vector<std::string_view> names;
  for (const Member& member : object) {
    if (IsOneOf(answers, member.name)) continue;
    names.push_back(member.name);
    const bool is_state = &object == &members.event && IsState(member);
    const bool can_be_held = is_state
                                 ? CanRestBeHeld(members, members.state, kInState, largest_leaf)
                                 : member.can_be_held && member.largest_leaf <= largest_leaf;
    if (!can_be_held) return false;
  }
  return !HasNameTwice(std::move(names));
}

}  // namespace

bool HasAnswers(std::string_view type) { return IsOneOf(kAnswerTypes, type); }

bool CanBeHeldWithoutAnswers(const EventMembers& members, std::size_t largest_leaf) {
  return CanRestBeHeld(members, members.event, kInEvent, largest_leaf);
}

void TakeAnswersOut(const EventMembers& members, std::vector<json::Edit>& edits) {
  const auto leaves_state = [](const Member& member) { return IsOneOf(kInState, member.name); };
  TakeOut(
      members.event,
      [&](const Member& member) {
        if (IsOneOf(kInEvent, member.name)) return true;
        if (IsState(member)) TakeOut(members.state, leaves_state, edits);
        return false;
      },
      edits);
}

}  // namespace fun::loader
