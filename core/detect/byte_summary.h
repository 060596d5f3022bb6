// Which kinds of byte a text holds, which forms, and how many digits: what every rule's condition
// asks first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fun::detect {

// Too large for registers: packed from its parts it would have to be stored and waited for.
struct ByteSummary {
  std::uint16_t kinds = 0;      // of kHas… below
  std::uint16_t forms = 0;      // of kForm… (forms.h)
  std::size_t digits = 0;       // how many
  std::size_t longest_run = 0;  // most digits, none at a letter, with only separators between;
                                // 0 when they are fewer than kFewestInRun
  static constexpr std::uint16_t kHasAt = 1;
  static constexpr std::uint16_t kHasDot = 2;
  static constexpr std::uint16_t kHasColon = 4;
  static constexpr std::uint16_t kHasComma = 8;  // or A0, the end of a no-break space
  static constexpr std::uint16_t kHasDigit = 16;
  static constexpr std::uint16_t kHasSpace = 32;    // ASCII white space
  static constexpr std::uint16_t kHasBracket = 64;  // ( [ { <
  static constexpr std::uint16_t kHasEquals = 128;
  static constexpr std::uint16_t kHasRun = 256;  // longest_run is not 0

  static constexpr std::size_t kKinds = 512;

  static constexpr std::uint32_t kFewestInRun = 8;

  bool Has(std::uint16_t all) const { return (kinds & all) == all; }
};

// One pass, in which runs are read twice.
ByteSummary Summarize(std::string_view text);

}  // namespace fun::detect
