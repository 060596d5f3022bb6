// Writes text as other text: what the self-test hides its values in.
//
// Shares nothing with the decoders of core/detect, so that a mistake of theirs is not made
// here too.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/self_test/chance.h"

namespace fun::auditor {

enum class Encoding : std::uint8_t {
  kPercent,          // RFC 3986: %40
  kHtml,             // &#64; &#x40; &commat;
  kWritten,          // \u0040 and \x40 as text
  kQuotedPrintable,  // RFC 2045: =40
  kFullWidth,        // U+FF01 to U+FF5E
  kInvisible,        // a character without width between two others
  kBase64,           // RFC 4648, section 4
  kBase64Url,        // section 5, with or without padding
  kJson,             // an object or list whose string, or key, it is
  kEscape,           // \u0040 in the line's own string: undone by every reader of JSON
};
inline constexpr std::size_t kEncodings = 10;

// "percent", "html" …
std::string_view NameOf(Encoding encoding);

// From the outside in; kEscape comes first or not at all.  Empty: plain.
using EncodingChain = std::vector<Encoding>;

// `sentence` with `value` at the place of its '#', encoded.  The last of `chain` takes the value
// alone, or as often the whole sentence; each before it all that is so far.  kEscape is left to
// QuoteJson.
std::string Encode(std::string_view value, std::string_view sentence,
                   std::span<const Encoding> chain, Chance& chance);

// A JSON string with its quotes; `escapes`: with \u for every character but letters and digits,
// and some of these.
std::string QuoteJson(std::string_view text, bool escapes);

// `text` in one encoding: every character, or those that are neither letters nor digits and the
// second.  Neither kEscape nor kJson.
std::string EncodeText(std::string_view text, Encoding encoding, Chance& chance);

}  // namespace fun::auditor
