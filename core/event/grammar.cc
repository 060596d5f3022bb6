#include "core/event/grammar.h"

#include <algorithm>
#include <array>

#include "core/event/grammar_forms.h"

namespace fun::event {
namespace {

bool IsAny(std::string_view) { return true; }
bool IsNone(std::string_view) { return false; }
bool IsTruth(std::string_view text) { return text == "true" || text == "false"; }
bool IsPseudonym(std::string_view text) { return form::IsHex(text, 64); }
bool IsAnyCourseKey(std::string_view text) {
  return form::IsCourseKey(text) || form::IsOldCourseKey(text);
}
bool IsBlock(std::string_view text) { return form::IsUsageKey(text) || form::IsModuleId(text); }
bool IsEventType(std::string_view text) {
  return form::IsEventName(text) || form::IsPathTemplate(text);
}

struct Row {
  std::string_view name;
  bool (*holds)(std::string_view text);
};

constexpr Row kRows[] = {
    {"any", IsAny},
    {"container", IsNone},
    {"words", IsNone},
    {"boolean", IsTruth},
    {"integer", form::IsInteger},
    {"position", form::IsPosition},
    {"number", form::IsNumber},
    {"time", form::IsTime},
    {"hour", form::IsHour},
    {"clock", form::IsClock},
    {"pseudonym", IsPseudonym},
    {"hex-id", form::IsHexId},
    {"course-key", IsAnyCourseKey},
    {"usage-key", IsBlock},
    {"choice", form::IsChoice},
    {"agent", form::IsAgent},
    {"path-template", form::IsPathTemplate},
    {"event-type", IsEventType},
};

static_assert(std::size(kRows) == static_cast<std::size_t>(Grammar::kEventType) + 1);

constexpr auto kNames = [] {
  std::array<std::string_view, std::size(kRows)> names;
  std::ranges::transform(kRows, names.begin(), &Row::name);
  return names;
}();

}  // namespace

std::string_view NameOf(Grammar grammar) { return kNames[static_cast<std::size_t>(grammar)]; }

std::span<const std::string_view> GrammarNames() { return kNames; }

std::optional<Grammar> GrammarNamed(std::string_view name) {
  const auto* const found = std::ranges::find(kNames, name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Grammar>(found - kNames.begin());
}

bool IsOfGrammar(Grammar grammar, std::string_view text) {
  return text.empty() || kRows[static_cast<std::size_t>(grammar)].holds(text);
}

bool IsPlatformId(std::string_view key) {
  constexpr std::size_t kLongestNumber = 4;  // longer ones may be ids of people
  if (key.size() <= kLongestNumber && std::ranges::all_of(key, IsDigit)) return true;
  // No username is so short: the platform asks for two characters.
  if (key.size() == 1) return form::IsLetter(key[0]);
  const bool is_block = key.starts_with("block-v1:") && form::IsUsageKey(key);
  return form::IsModuleId(key) || form::IsCourseKey(key) || is_block;
}

}  // namespace fun::event
