// The ways in which text is written as other text.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fun::detect {

enum class Encoding : std::uint8_t {
  kPercent,          // %40, %C3%A9, %E9, %u0040
  kHtml,             // &commat; &#64; &#x40;
  kWritten,          // \u0040 \u{40} \x40 \U00000040 \100 \" as text
  kQuotedPrintable,  // =40, soft line breaks
  kLookAlike,        // full-width, mathematical and circled characters, odd spaces and dots
  kInvisible,        // characters without width, and control characters: removed
  kBase64,
};
constexpr std::uint8_t kEncodingCount = 7;

// "percent", "html", "written", "quoted-printable", "look-alike", "invisible", "base64".
std::string_view EncodingName(Encoding encoding);

class EncodingSet {
 public:
  constexpr EncodingSet() = default;

  // All that stand in place, one character for another: not base64.
  static constexpr EncodingSet LocalOnes() { return EncodingSet(0x3F); }

  // Those of single characters beyond ASCII or without a glyph: look-alike and invisible.
  static constexpr EncodingSet OddCharacters() { return EncodingSet(0x30); }

  static constexpr EncodingSet Of(Encoding encoding) { return EncodingSet(BitOf(encoding)); }

  constexpr bool Has(Encoding encoding) const { return (bits_ & BitOf(encoding)) != 0; }
  constexpr bool IsEmpty() const { return bits_ == 0; }
  constexpr void Add(Encoding encoding) {
    bits_ = static_cast<std::uint8_t>(bits_ | BitOf(encoding));
  }
  constexpr EncodingSet Without(EncodingSet others) const {
    return EncodingSet(static_cast<std::uint8_t>(bits_ & ~others.bits_));
  }
  bool operator==(const EncodingSet&) const = default;

 private:
  constexpr explicit EncodingSet(std::uint8_t bits) : bits_(bits) {}
  static constexpr std::uint8_t BitOf(Encoding encoding) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(encoding));
  }
  std::uint8_t bits_ = 0;
};

// The levels of a decoding from the outside in, "percent>base64>html+percent": `>` between levels,
// `+` between what one level undid side by side.  Levels that undid nothing are left out.
std::string SpellChain(std::span<const EncodingSet> levels);

}  // namespace fun::detect
