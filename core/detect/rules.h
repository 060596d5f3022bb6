// The table of personal data: one row a kind.
//
// To add a kind, add a row to rules.cc in id order; a test walks the table and
// tries every row's `hit` and `miss`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/span.h"
#include "core/detect/byte_summary.h"

namespace fun::detect {

// `error` quarantines a record and fails an audit; `warning` and `note` inform.
enum class Severity : std::uint8_t { kNote, kWarning, kError };

// "error", "warning", "note".
std::string_view NameOf(Severity severity);

// One kind of personal data and how to see it in free text.
struct Rule {
  std::string_view id;       // stable: policies and reports name it
  std::string_view mark;     // what stands in its place: "<<EMAIL>>"
  std::string_view what;     // for people: "e-mail address"
  Severity severity;         //
  std::string_view pattern;  // RE2 syntax, UTF-8
  // Conditions that the text of every match fulfils; texts that fail them are not searched.
  std::uint16_t all_of = 0;  // kinds of byte (ByteSummary) that it holds …
  std::uint16_t any_of = 0;  // … and of these one, if there are any
  std::uint16_t form = 0;    // and this one (forms.h), if there is any
  // Cheap to check, linear in the text; asked of texts that hold these kinds.
  bool (*is_possible)(const ByteSummary& summary, std::string_view text);
  // A second look at a match in its surroundings; may take bytes off its ends.  nullptr accepts.
  bool (*accept)(std::string_view text, Span& match) = nullptr;
  // A costly third look, at the first kMostVerified candidates of a text; those behind
  // count as matches by their shape.
  bool (*verify)(std::string_view text, Span& match) = nullptr;
  std::string_view hit;            // must match, or the build is red
  std::string_view redacted = {};  // what becomes of `hit`; empty: the mark alone
  std::string_view miss;           // a near miss; must not match anywhere
  // Sentences in which exactly what stands in [[…]] must match.
  std::string_view french;
  std::string_view english;
};

inline constexpr std::size_t kMostVerified = 64;

std::span<const Rule> Rules();

// The ids of all rows, in their order.
std::span<const std::string_view> RuleIds();

// SHA-256 (hex) over ids, severities and patterns.
std::string RulesDigest();

}  // namespace fun::detect
