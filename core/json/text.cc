#include "core/json/text.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "core/base/byte_block.h"
#include "core/json/escapes.h"

namespace fun::json {
namespace {

constexpr int kBroken = -1;

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
  return kBroken;
}

// The 16 bits of \uXXXX at raw[at], or kBroken.
int UnitAt(std::string_view raw, std::size_t at) {
  if (at + 6 > raw.size() || raw[at] != '\\' || raw[at + 1] != 'u') return kBroken;
  int unit = 0;
  for (std::size_t i = 2; i < 6; ++i) {
    const int digit = HexDigit(raw[at + i]);
    if (digit == kBroken) return kBroken;
    unit = unit * 16 + digit;
  }
  return unit;
}

bool IsHighSurrogate(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Writes UTF-8 (for a surrogate: WTF-8) and returns behind it.
char* PutCodePoint(std::uint32_t point, char* out) {
  const auto put = [&out](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
  return out;
}

// The character that `\c` means, or NUL where `c` makes no short escape.
char ShortEscape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/':
      return c;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
  }
  return '\0';
}

// Copies [from, end) up to the first backslash; both pointers move.  Reads and
// writes 16 bytes at a time: `out` has as many of slack.
void CopyToBackslash(const char*& from, const char* end, char*& out) {
#ifdef __SSE2__
  const __m128i backslash = _mm_set1_epi8('\\');
  while (end - from >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes);
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, backslash)));
    if (hits != 0) {
      const int n = std::countr_zero(hits);
      from += n;
      out += n;
      return;
    }
    from += 16;
    out += 16;
  }
#endif
  while (from != end && *from != '\\') *out++ = *from++;
}

// Decodes the escape at raw[at] to `out`; returns its raw size, 0 if broken.
std::size_t DecodeEscape(std::string_view raw, std::size_t at, char*& out, bool& lone) {
  if (at + 1 >= raw.size()) return 0;
  if (const char c = ShortEscape(raw[at + 1]); c != '\0') {
    *out++ = c;
    return 2;
  }
  const int unit = UnitAt(raw, at);
  if (unit == kBroken) return 0;
  if (IsHighSurrogate(unit)) {
    const int low = UnitAt(raw, at + 6);
    if (low != kBroken && IsLowSurrogate(low)) {
      const auto point = 0x10000U + ((static_cast<unsigned>(unit) & 0x3FFU) << 10U) +
                         (static_cast<unsigned>(low) & 0x3FFU);
      out = PutCodePoint(point, out);
      return 12;
    }
  }
  lone = lone || IsHighSurrogate(unit) || IsLowSurrogate(unit);
  out = PutCodePoint(static_cast<std::uint32_t>(unit), out);
  return 6;
}

// Raw size of the escape at text[at] (a surrogate's alone); 0 if it is broken.
std::size_t SizeOfEscape(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  if (ShortEscape(text[at + 1]) != '\0') return 2;
  return UnitAt(text, at) == kBroken ? 0 : 6;
}

// The first byte of a surrogate in WTF-8, and of the 2,048 characters before it.
constexpr char kMayBeSurrogate = '\xED';

bool NeedsEscape(char c) {
  return c == '"' || c == '\\' || c == kMayBeSurrogate || static_cast<unsigned char>(c) < 0x20;
}

// The longest escape of one byte is \u00xx.
constexpr std::size_t kLongestEscape = 6;

char* PutUnit(unsigned unit, char* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  *out++ = '\\';
  *out++ = 'u';
  for (const int shift : {12, 8, 4, 0}) *out++ = kDigits[(unit >> shift) & 15U];
  return out;
}

// The surrogate whose three WTF-8 bytes `text` begins with, or 0.
unsigned SurrogateAt(std::string_view text) {
  if (text.size() < 3 || text[0] != kMayBeSurrogate) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const auto third = static_cast<unsigned char>(text[2]);
  if (second < 0xA0 || second > 0xBF || (third & 0xC0U) != 0x80) return 0;
  return 0xD000U | ((second & 0x3FU) << 6U) | (third & 0x3FU);
}

// True when no byte of it needs an escape.
bool IsPlain(std::string_view text) {
  std::size_t at = 0;
#ifdef __SSE2__
  for (; at + fun::kBlockSize <= text.size(); at += fun::kBlockSize) {
    const __m128i bytes = LoadBlock(text.data() + at);
    const __m128i quotes = Or(Equal(bytes, '"'), Equal(bytes, '\\'));
    const __m128i others = Or(InRange(bytes, '\0', 0x20), Equal(bytes, kMayBeSurrogate));
    if (BitsOf(Or(quotes, others)) != 0) return false;
  }
#endif
  return std::ranges::none_of(text.substr(at), NeedsEscape);
}

char* PutEscaped(std::string_view text, char* out) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (!NeedsEscape(c)) {
      *out++ = c;
    } else if (c == '"' || c == '\\') {
      *out++ = '\\';
      *out++ = c;
    } else if (c == '\n') {
      *out++ = '\\';
      *out++ = 'n';
    } else if (c != kMayBeSurrogate) {
      out = PutUnit(static_cast<unsigned char>(c), out);
    } else if (const unsigned surrogate = SurrogateAt(text.substr(at)); surrogate != 0) {
      out = PutUnit(surrogate, out);
      at += 2;
    } else {
      *out++ = c;
    }
  }
  return out;
}

}  // namespace

DecodedText Unescape(std::string_view raw, Arena& arena) {
  if (std::memchr(raw.data(), '\\', raw.size()) == nullptr) return {raw, false};
  const std::size_t capacity = raw.size() + kBlockSize;
  char* const begin = arena.Take(capacity);
  char* out = begin;
  bool lone = false;
  const char* from = raw.data();
  const char* const end = raw.data() + raw.size();
  for (;;) {
    CopyPlainEscapes(from, end, out);
    CopyToBackslash(from, end, out);
    if (from == end) break;
    const auto at = static_cast<std::size_t>(from - raw.data());
    const std::size_t size = DecodeEscape(raw, at, out, lone);
    if (size == 0) *out++ = *from++;
    from += size;
  }
  const auto size = static_cast<std::size_t>(out - begin);
  arena.Return(capacity - size);
  return {{begin, size}, lone};
}

EscapeSize SizeOfNext(std::string_view raw, std::size_t at) {
  if (raw[at] != '\\') return {};
  char decoded[4];
  char* out = decoded;
  bool lone = false;
  const std::size_t size = DecodeEscape(raw, at, out, lone);
  if (size == 0) return {};
  return {size, static_cast<std::size_t>(out - decoded)};
}

bool AreEscapesValid(std::string_view text) {
  std::size_t at = 0;
  while (text.size() - at >= kBlockSize) {
    const char* const block = text.data() + at;
    const std::uint64_t backslashes = FindInBlock(block, '\\');
    const std::uint64_t escapes = EscapesAmong(backslashes);
    const std::uint64_t plain = backslashes | FindInBlock(block, '"');
    const std::uint64_t last = escapes >> (kBlockSize - 1);  // its character is in the next block
    std::uint64_t others = (escapes & ~(plain >> 1)) << last >> last;
    for (; others != 0; others &= others - 1) {
      if (SizeOfEscape(text, at + static_cast<std::size_t>(std::countr_zero(others))) == 0) {
        return false;
      }
    }
    at += kBlockSize - last;
  }
  while ((at = FindEscape(text, at)) < text.size()) {
    const std::size_t size = SizeOfEscape(text, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

std::string_view EscapeInto(std::string_view text, Arena& arena) {
  if (IsPlain(text)) return text;
  const std::size_t capacity = text.size() * kLongestEscape;
  char* const begin = arena.Take(capacity);
  const auto size = static_cast<std::size_t>(PutEscaped(text, begin) - begin);
  arena.Return(capacity - size);
  return {begin, size};
}

void AppendQuoted(std::string_view text, std::string& out) {
  if (IsPlain(text)) {
    out.append(1, '"').append(text).append(1, '"');
    return;
  }
  const std::size_t at = out.size();
  out.resize(at + text.size() * kLongestEscape + 2);
  char* end = out.data() + at;
  *end++ = '"';
  end = PutEscaped(text, end);
  *end++ = '"';
  out.resize(static_cast<std::size_t>(end - out.data()));
}

}  // namespace fun::json
