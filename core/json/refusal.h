// Why a line, or the JSON in a string, is not what it must be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun::json {

enum class Refusal : std::uint8_t {
  kNone,
  kNotAnObject,       // the line holds some other JSON value, or none
  kInvalidUtf8,       //
  kControlCharacter,  // a raw byte under 0x20 in a string; raw NUL anywhere
  kUnfinished,        // the line ends within the value
  kTrailingContent,   // more than one value
  kBadNumber,         //
  kBadLiteral,        // NaN, Infinity, True, nul …
  kBadEscape,         //
  kBadStructure,      // a comma, colon, bracket or key is missing or misplaced
  kTooDeep,           // nested deeper than --max-depth
};

// The reason as reports and --rejects name it: "invalid-utf8".
std::string_view NameOf(Refusal refusal);

// Where reading stopped, and why.  offset: bytes from the start of the text.
struct Verdict {
  Refusal refusal = Refusal::kNone;
  std::size_t offset = 0;

  bool ok() const { return refusal == Refusal::kNone; }
};

}  // namespace fun::json
