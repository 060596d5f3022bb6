// Which kinds of byte a text holds, and how many digits: what every rule's condition asks first.
#pragma once

#include <cstdint>
#include <string_view>

namespace fun::detect {

struct ByteSummary {
  std::uint8_t kinds = 0;         // of kHas… below
  std::uint32_t digits = 0;       // how many
  std::uint32_t longest_run = 0;  // most digits, none at a letter, with only separators between;
                                  // 0 when they are fewer than kFewestInRun
  static constexpr std::uint8_t kHasAt = 1;
  static constexpr std::uint8_t kHasDot = 2;
  static constexpr std::uint8_t kHasColon = 4;
  static constexpr std::uint8_t kHasComma = 8;  // or A0, the end of a no-break space
  static constexpr std::uint8_t kHasDigit = 16;
  static constexpr std::uint8_t kHasSpace = 32;    // ASCII white space
  static constexpr std::uint8_t kHasBracket = 64;  // ( [ { <
  static constexpr std::uint8_t kHasEquals = 128;

  static constexpr std::uint32_t kFewestInRun = 8;

  bool Has(std::uint8_t all) const { return (kinds & all) == all; }
};

// One pass, and a second one over texts of eight digits and more.
ByteSummary Summarize(std::string_view text);

}  // namespace fun::detect
