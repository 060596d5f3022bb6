#include "core/event/grammar.h"

#include <algorithm>

#include "core/event/grammar_forms.h"

namespace fun::event {
namespace {

constexpr std::string_view kNames[] = {
    "any",        "container", "words",  "boolean", "integer",       "position",
    "number",     "time",      "hour",   "clock",   "pseudonym",     "hex-id",
    "course-key", "usage-key", "choice", "agent",   "path-template", "event-type",
};

}  // namespace

std::string_view NameOf(Grammar grammar) { return kNames[static_cast<std::size_t>(grammar)]; }

std::span<const std::string_view> GrammarNames() { return kNames; }

std::optional<Grammar> GrammarNamed(std::string_view name) {
  const auto* const found = std::ranges::find(kNames, name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Grammar>(found - kNames);
}

bool IsOfGrammar(Grammar grammar, std::string_view text) {
  if (text.empty()) return true;
  switch (grammar) {
    case Grammar::kAny:
      return true;
    case Grammar::kContainer:
    case Grammar::kWords:
      return false;
    case Grammar::kBoolean:
      return text == "true" || text == "false";
    case Grammar::kInteger:
      return form::IsInteger(text);
    case Grammar::kPosition:
      return form::IsPosition(text);
    case Grammar::kNumber:
      return form::IsNumber(text);
    case Grammar::kTime:
      return form::IsTime(text);
    case Grammar::kHour:
      return form::IsHour(text);
    case Grammar::kClock:
      return form::IsClock(text);
    case Grammar::kPseudonym:
      return form::IsHex(text, 64);
    case Grammar::kHexId:
      return form::IsHexId(text);
    case Grammar::kCourseKey:
      return form::IsCourseKey(text) || form::IsOldCourseKey(text);
    case Grammar::kUsageKey:
      return form::IsUsageKey(text) || form::IsModuleId(text);
    case Grammar::kChoice:
      return form::IsChoice(text);
    case Grammar::kAgent:
      return form::IsAgent(text);
    case Grammar::kPathTemplate:
      return form::IsPathTemplate(text);
    case Grammar::kEventType:
      return form::IsEventName(text) || form::IsPathTemplate(text);
  }
  return false;
}

bool IsPlatformId(std::string_view key) {
  constexpr std::size_t kLongestNumber = 4;  // longer ones may be ids of people
  if (key.size() <= kLongestNumber && std::ranges::all_of(key, form::IsDigit)) return true;
  // No username is so short: the platform asks for two characters.
  if (key.size() == 1) return form::IsLetter(key[0]);
  const bool is_block = key.starts_with("block-v1:") && form::IsUsageKey(key);
  return form::IsModuleId(key) || form::IsCourseKey(key) || is_block;
}

}  // namespace fun::event
