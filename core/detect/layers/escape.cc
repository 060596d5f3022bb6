#include "core/detect/layers/escape.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <array>
#include <bit>

#include "core/base/utf8.h"
#include "core/detect/layers/byte_escape.h"
#include "core/detect/layers/html.h"
#include "core/detect/layers/look_alike.h"
#include "core/detect/layers/written.h"

namespace fun::detect {
namespace {

// What an escape may begin with.
enum class Opener : std::uint8_t { kNone, kPercent, kAmpersand, kBackslash, kEquals, kCharacter };

constexpr auto kOpeners = [] {
  std::array<Opener, 256> openers = {};
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (MayBeginLookAlike(static_cast<unsigned char>(byte))) openers[byte] = Opener::kCharacter;
  }
  openers['%'] = Opener::kPercent;
  openers['&'] = Opener::kAmpersand;
  openers['\\'] = Opener::kBackslash;
  openers['='] = Opener::kEquals;
  return openers;
}();

Opener OpenerOf(char c) { return kOpeners[static_cast<unsigned char>(c)]; }

#ifdef __SSE2__
constexpr std::size_t kStride = 16;

// Bits of the 16 bytes at `at` that may be openers: the four signs, DEL, what is under 0x20, and
// the first bytes of long characters but for the one of most accented Latin letters.
unsigned MayOpen(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const auto is = [bytes](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
  const __m128i signs = _mm_or_si128(
      _mm_or_si128(_mm_or_si128(is('%'), is('&')), _mm_or_si128(is('\\'), is('='))), is('\x7F'));
  const __m128i low_or_first = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-65)),
                                             _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)));
  const __m128i wanted = _mm_or_si128(signs, _mm_andnot_si128(is('\xC3'), low_or_first));
  return static_cast<unsigned>(_mm_movemask_epi8(wanted));
}
#endif

// Where the next opener stands at or behind `at`; text.size() when there is none.
std::size_t NextOpener(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  for (; text.size() - at >= kStride; at += kStride) {
    for (unsigned bits = MayOpen(text.data() + at); bits != 0; bits &= bits - 1) {
      const std::size_t place = at + static_cast<unsigned>(std::countr_zero(bits));
      if (OpenerOf(text[place]) != Opener::kNone) return place;
    }
  }
#endif
  while (at < text.size() && OpenerOf(text[at]) == Opener::kNone) ++at;
  return at;
}

Escape ReadEscape(std::string_view text, std::size_t at) {
  switch (OpenerOf(text[at])) {
    case Opener::kNone:
      return {};
    case Opener::kPercent:
      return PercentEscapeAt(text, at);
    case Opener::kAmpersand:
      return HtmlEscapeAt(text, at);
    case Opener::kBackslash:
      return WrittenEscapeAt(text, at);
    case Opener::kEquals:
      return QuotedPrintableAt(text, at);
    case Opener::kCharacter:
      return LookAlikeAt(text, at);
  }
  return {};
}

// Without the table of openers.
Escape ReadEscapeOfAnyByte(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '%':
      return PercentEscapeAt(text, at);
    case '&':
      return HtmlEscapeAt(text, at);
    case '\\':
      return WrittenEscapeAt(text, at);
    case '=':
      return QuotedPrintableAt(text, at);
    default:
      return LookAlikeAt(text, at);
  }
}

}  // namespace

std::size_t FindEscape(std::string_view text, std::size_t from, EncodingSet undo, Escape& escape) {
  for (std::size_t at = from; (at = NextOpener(text, at)) < text.size(); ++at) {
    escape = ReadEscape(text, at);
    if (escape.size != 0 && undo.Has(escape.encoding)) return at;
  }
  escape = {};
  return text.size();
}

std::size_t FindEscapeBytewise(std::string_view text, std::size_t from, EncodingSet undo,
                               Escape& escape) {
  for (std::size_t at = from; at < text.size(); ++at) {
    escape = ReadEscapeOfAnyByte(text, at);
    if (escape.size != 0 && undo.Has(escape.encoding)) return at;
  }
  escape = {};
  return text.size();
}

bool MayHoldEscapes(std::string_view text) {
  Escape escape;
  return FindEscape(text, 0, EncodingSet::LocalOnes(), escape) < text.size();
}

Escape EscapeOfPoint(std::uint32_t point, std::size_t size, Encoding encoding) {
  Escape escape = {static_cast<std::uint32_t>(size), 0, encoding, {}};
  escape.decoded_size = static_cast<std::uint8_t>(WriteUtf8(point, escape.decoded));
  return escape;
}

DigitRun ReadDigits(std::string_view text, std::size_t at, DigitFormat format) {
  DigitRun run;
  for (; run.size < format.most && at + run.size < text.size(); ++run.size) {
    const auto digit = static_cast<std::uint32_t>(HexDigitOf(text[at + run.size]));
    if (digit >= format.base) break;
    constexpr std::uint32_t kFull = 0xFFFFFFFF;
    const bool has_room = run.value <= (kFull - digit) / format.base;
    run.value = has_room && run.value != kFull ? run.value * format.base + digit : kFull;
  }
  return run;
}

}  // namespace fun::detect
