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
  // A condition that every match's text fulfils, cheap to check, linear in the text; texts
  // that fail it are not searched.
  bool (*is_possible)(const struct ByteSummary& summary, std::string_view text);
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

// Which kinds of byte a text holds: found in one pass (a second one over texts of eight
// digits and more), asked by every rule.
struct ByteSummary {
  std::uint8_t kinds = 0;         // of kHas… below
  std::uint32_t digits = 0;       // how many
  std::uint32_t longest_run = 0;  // most digits, none at a letter, with only separators between
  static constexpr std::uint8_t kHasAt = 1;
  static constexpr std::uint8_t kHasDot = 2;
  static constexpr std::uint8_t kHasColon = 4;
  static constexpr std::uint8_t kHasPlus = 8;
  static constexpr std::uint8_t kHasDigit = 16;
  static constexpr std::uint8_t kHasSpace = 32;    // ASCII white space
  static constexpr std::uint8_t kHasBracket = 64;  // ( [ { <
  static constexpr std::uint8_t kHasEquals = 128;

  bool Has(std::uint8_t all) const { return (kinds & all) == all; }
};

ByteSummary Summarize(std::string_view text);

}  // namespace fun::detect
