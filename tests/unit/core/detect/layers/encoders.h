// Encoders as other programs write them, which keep track of where each character went.
#pragma once

#include <cstddef>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/base/utf8.h"
#include "core/detect/layers/encodings.h"

namespace fun::detect {

// A text and, for each character of the text it was made from, the bytes that it became.
struct Encoded {
  std::string text;
  std::vector<Span> places;
};

inline std::string SpellByte(std::string_view sign, unsigned char byte) {
  char digits[3];
  std::snprintf(digits, sizeof digits, "%02X", byte);
  return std::string(sign) + digits;
}

inline std::string SpellBytes(std::string_view sign, std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += SpellByte(sign, static_cast<unsigned char>(c));
  return text;
}

inline std::string SpellUtf16(std::uint32_t point) {
  char digits[16];
  if (point < 0x10000) {
    std::snprintf(digits, sizeof digits, "\\u%04x", point);
  } else {
    std::snprintf(digits, sizeof digits, "\\u%04x\\u%04x", 0xD800 + ((point - 0x10000) >> 10),
                  0xDC00 + (point & 0x3FF));
  }
  return digits;
}

// One character, `bytes` in UTF-8, as `encoding` spells it.
inline std::string SpellCharacter(Encoding encoding, std::string_view bytes, bool is_short) {
  const std::uint32_t point = ReadUtf8(bytes, 0).point;
  switch (encoding) {
    case Encoding::kPercent:
      return SpellBytes("%", bytes);
    case Encoding::kHtml:
      return "&#" + (is_short ? std::to_string(point) : "x00" + SpellUtf16(point).substr(2)) + ";";
    case Encoding::kWritten:
      if (is_short && bytes == "\\") return "\\\\";
      return is_short ? SpellBytes("\\x", bytes) : SpellUtf16(point);
    case Encoding::kQuotedPrintable:
      return SpellBytes("=", bytes) + (is_short ? "" : "=\n");
    case Encoding::kLookAlike:
      if (point <= 0x20 || point >= 0x7F) return std::string(bytes);
      break;
    case Encoding::kInvisible:
      return std::string(bytes) + "\u200B";
    case Encoding::kBase64:
      return std::string(bytes);
  }
  char wide[4];
  return {wide, WriteUtf8(point + 0xFEE0, wide)};
}

// What `encoding` cannot leave as it is: its own sign.
inline bool MustEscape(Encoding encoding, char c) {
  switch (encoding) {
    case Encoding::kPercent:
      return c == '%';
    case Encoding::kHtml:
      return c == '&';
    case Encoding::kWritten:
      return c == '\\';
    case Encoding::kQuotedPrintable:
      return c == '=';
    case Encoding::kLookAlike:
    case Encoding::kInvisible:
    case Encoding::kBase64:
      return false;
  }
  return false;
}

// How much is escaped besides what must be.
enum class Zeal { kLeast, kSigns, kRandom };

inline bool IsToEscape(std::mt19937& random, Encoding encoding, Zeal zeal, char first) {
  if (MustEscape(encoding, first)) return true;
  const bool is_letter =
      (first >= '0' && first <= '9') || ((first | 0x20) >= 'a' && (first | 0x20) <= 'z');
  if (zeal == Zeal::kSigns) return !is_letter;
  return zeal == Zeal::kRandom && random() % 2 == 0;
}

inline Encoded EncodeText(std::mt19937& random, Encoding encoding, Zeal zeal,
                          std::string_view text) {
  Encoded encoded;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view bytes = text.substr(at, ReadUtf8(text, at).size);
    const bool is_escaped = IsToEscape(random, encoding, zeal, bytes[0]);
    const std::size_t begin = encoded.text.size();
    std::string spelled =
        is_escaped ? SpellCharacter(encoding, bytes, random() % 2 == 0) : std::string(bytes);
    encoded.text += spelled;
    for (const std::string_view removed : {"=\n", "\u200B"}) {  // stands behind, is not part of it
      if (is_escaped && spelled.ends_with(removed)) spelled.resize(spelled.size() - removed.size());
    }
    encoded.places.push_back({begin, begin + spelled.size()});
    at += bytes.size();
  }
  return encoded;
}

}  // namespace fun::detect
