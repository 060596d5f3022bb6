// The names of HTML's character references that text in a log is written with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace fun::detect {

struct HtmlName {
  // Without its `;` a name is a reference only where the standard has it so, and there most are
  // also the beginning of some parameter's name (`&section=`, `&lti_version=`).
  enum class Unclosed : std::uint8_t {
    kNever,
    kAlone,  // not before a letter, a digit or `=`
    kGlued,  // not before `=`
  };
  std::string_view name;  // without & and ;
  std::uint16_t point;
  Unclosed unclosed;
};

constexpr std::size_t kLongestHtmlName = 24;
constexpr std::size_t kLongestUnclosedName = 6;

// Null when there is none.  Case counts: &Eacute; is not &eacute;.
const HtmlName* FindHtmlName(std::string_view name);

// The whole table, in order of bytes.
std::span<const HtmlName> HtmlNames();

}  // namespace fun::detect
