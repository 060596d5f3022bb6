#include "loader/transform/answers.h"

#include <algorithm>

#include "loader/transform/removal.h"

namespace fun::loader {
namespace {

constexpr std::string_view kTypes[] = {"problem_check", "save_problem_success"};
constexpr std::string_view kInEvent[] = {"answer", "answers", "correct_map", "submission"};
constexpr std::string_view kInState[] = {"correct_map", "input_state", "student_answers"};

template <std::size_t N>
bool IsOneOf(const std::string_view (&words)[N], std::string_view word) {
  return std::ranges::find(words, word) != std::end(words);
}

}  // namespace

bool HasAnswers(const Reading& reading) { return IsOneOf(kTypes, reading.type); }

void TakeAnswersOut(const Reading& reading, std::vector<json::Edit>& edits) {
  const auto leaves_state = [](const Member& member) { return IsOneOf(kInState, member.name); };
  TakeOut(
      reading.members.event,
      [&](const Member& member) {
        if (IsOneOf(kInEvent, member.name)) return true;
        if (member.name == "state" && member.kind == ValueKind::kObject) {
          TakeOut(reading.members.state, leaves_state, edits);
        }
        return false;
      },
      edits);
}

}  // namespace fun::loader
