// The forms that a value may be asked to have before it leaves.
//
// A closed policy (`strict`) names a grammar for each field: what is not of the grammar cannot be
// told from free text, and goes.  Each grammar is so narrow that a name, an address or a phone
// number is not of it, with one exception that no grammar can help: the organisation, course and
// run in a course key are words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace fun::event {

enum class Grammar : std::uint8_t {
  kAny,           // no grammar asked for
  kContainer,     // an object, a list, or a string that holds JSON: its members are judged each
  kWords,         // one of the words that the rule lists
  kBoolean,       // true, false
  kInteger,       // at most 8 digits
  kPosition,      // 0 to 999: a place in a sequence; no year
  kNumber,        // at most 8 digits before the point
  kTime,          // ISO 8601 date and time
  kHour,          // the same, minutes and below zero
  kClock,         // "00:01:31": a place in a video
  kPseudonym,     // 64 lower-case hex digits
  kHexId,         // 20, 24, 32 or 40 lower-case hex digits, or a UUID
  kCourseKey,     // "course-v1:Org+Course+Run", "ccx-v1:…+ccx@7"; the older "Org/Course/Run"
  kUsageKey,      // "block-v1:…+type@video+block@…", "i4x://…", an id of a problem or its part
  kChoice,        // "choice_2", a list's letter, or a number
  kAgent,         // "Chrome/116 (Windows)": what coarsening leaves of a user agent
  kPathTemplate,  // a path of the platform's words, ids, pseudonyms and marks
  kEventType,     // a name of an event of the platform, or a path template
};

// The word for a grammar in policies and reports: "course-key".
std::string_view NameOf(Grammar grammar);
std::optional<Grammar> GrammarNamed(std::string_view name);
std::span<const std::string_view> GrammarNames();

// True when `text` is of the grammar.  `text` is a decoded string, or the token of a number, `true`
// or `false`.  `""` is of every grammar, as it says nothing.  Never of kContainer, which is no
// text, nor of kWords, whose words the rule has: ask Policy::Accepts.
bool IsOfGrammar(Grammar grammar, std::string_view text);

// A key that is the platform's and no person's though no list holds it: a number of at most four
// digits, a single letter, the id of a problem's answer ("input_…_2_1"), a course or block key.
bool IsPlatformId(std::string_view key);

// The names of events that the platform writes, in byte order, but for those that begin with
// "edx."; and the words of which these are made.
std::span<const std::string_view> EventTypes();
std::span<const std::string_view> EventWords();

// The browsers and systems that a coarse user agent may name.
std::span<const std::string_view> BrowserNames();
std::span<const std::string_view> SystemNames();

// The words of the platform's paths, in byte order.
std::span<const std::string_view> PathWords();

}  // namespace fun::event
