#include "auditor/self_test/encoder.h"

#include <algorithm>

#include "core/base/encoding.h"

namespace fun::auditor {
namespace {

bool IsAlphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string HexOf(std::uint32_t number, std::size_t digits) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string hex;
  for (std::size_t digit = digits; digit-- > 0;) hex += kDigits[number >> (4 * digit) & 15];
  return hex;
}

// One character of sound UTF-8, and how it is cut out of it.
struct Character {
  std::string_view bytes;
  std::uint32_t point = 0;
};

Character CharacterAt(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  Character character = {text.substr(at, size), first};
  if (size > 1) character.point = first & (0x7FU >> size);
  for (const char c : character.bytes.substr(1)) {
    character.point = character.point << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return character;
}

std::string PerByte(std::string_view bytes, std::string_view sign) {
  std::string text;
  for (const char c : bytes) {
    text.append(sign).append(HexOf(static_cast<unsigned char>(c), 2));
  }
  return text;
}

// Beyond U+FFFF as two.
std::string Utf16Escape(std::uint32_t point) {
  if (point <= 0xFFFF) return "\\u" + HexOf(point, 4);
  const std::uint32_t offset = point - 0x10000;
  return "\\u" + HexOf(0xD800 + (offset >> 10), 4) + "\\u" + HexOf(0xDC00 + (offset & 0x3FF), 4);
}

std::string HtmlReference(std::uint32_t point, Chance& chance) {
  struct Named {
    char character;
    std::string_view name;
  };
  constexpr Named kNamed[] = {{'@', "&commat;"}, {'.', "&period;"}, {':', "&colon;"},
                              {'+', "&plus;"},   {'_', "&lowbar;"}, {'/', "&sol;"},
                              {'=', "&equals;"}, {'&', "&amp;"},    {'"', "&quot;"},
                              {'(', "&lpar;"},   {')', "&rpar;"}};
  const auto named = std::ranges::find_if(kNamed, [point](const Named& row) {
    return static_cast<unsigned char>(row.character) == point;
  });
  switch (chance.Below(3)) {
    case 0:
      if (named != std::end(kNamed)) return std::string(named->name);
      [[fallthrough]];
    case 1:
      return "&#" + std::to_string(point) + ";";
    default:
      return "&#x" + HexOf(point, point > 0xFFFF ? 6 : point > 0xFF ? 4 : 2) + ";";
  }
}

std::string FullWidth(const Character& character) {
  if (character.point == ' ') return "\xE3\x80\x80";
  if (character.point < 0x21 || character.point > 0x7E) return std::string(character.bytes);
  const std::uint32_t point = character.point - 0x21 + 0xFF01;
  return {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
          static_cast<char>(0x80 | (point & 0x3F))};
}

std::string EncodeCharacter(const Character& character, Encoding encoding, Chance& chance) {
  constexpr std::string_view kWithoutWidth[] = {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
                                                "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xC2\xAD"};
  switch (encoding) {
    case Encoding::kPercent:
      return PerByte(character.bytes, "%");
    case Encoding::kHtml:
      return HtmlReference(character.point, chance);
    case Encoding::kWritten:
      return chance.OneIn(4) ? PerByte(character.bytes, "\\x") : Utf16Escape(character.point);
    case Encoding::kQuotedPrintable:
      return PerByte(character.bytes, "=");
    case Encoding::kFullWidth:
      return FullWidth(character);
    case Encoding::kInvisible:
      return std::string(chance.Pick(kWithoutWidth)).append(character.bytes);
    case Encoding::kEscape:
      return Utf16Escape(character.point);
    case Encoding::kBase64:
    case Encoding::kBase64Url:
    case Encoding::kJson:
      break;  // of whole texts
  }
  return std::string(character.bytes);
}

std::string EncodeEach(std::string_view text, Encoding encoding, Chance& chance) {
  const bool takes_all = chance.OneIn(2);
  std::string encoded;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const Character character = CharacterAt(text, at);
    const bool stays = !takes_all && number != 1 && IsAlphanumeric(text[at]);
    encoded += stays ? std::string(character.bytes) : EncodeCharacter(character, encoding, chance);
    at += character.bytes.size();
  }
  return encoded;
}

std::string EncodeUrlBase64(std::string_view text, Chance& chance) {
  std::string encoded = EncodeBase64(text);
  std::ranges::replace(encoded, '+', '-');
  std::ranges::replace(encoded, '/', '_');
  if (chance.OneIn(2)) encoded.resize(encoded.find_last_not_of('=') + 1);
  return encoded;
}

std::string JsonAround(std::string_view text, Chance& chance) {
  const std::string quoted = QuoteJson(text, chance.OneIn(4));
  switch (chance.Below(4)) {
    case 0:
      return "[1,[" + quoted + "]]";
    case 1:
      return "{" + quoted + ":\"sent\"}";
    default:
      return "{\"a\":{\"note\":" + quoted + "}}";
  }
}

std::string EncodeWhole(std::string_view text, Encoding encoding, Chance& chance) {
  if (encoding == Encoding::kJson) return JsonAround(text, chance);
  if (encoding == Encoding::kEscape) return std::string(text);
  return EncodeText(text, encoding, chance);
}

std::string PutInto(std::string_view sentence, std::string_view value) {
  std::string text(sentence);
  const std::size_t at = text.find('#');
  return text.replace(at, 1, value);
}

}  // namespace

std::string_view NameOf(Encoding encoding) {
  constexpr std::string_view kNames[kEncodings] = {
      "percent",   "html", "written", "quoted-printable", "full-width", "invisible", "base64",
      "base64url", "json", "escape"};
  return kNames[static_cast<std::size_t>(encoding)];
}

std::string EncodeText(std::string_view text, Encoding encoding, Chance& chance) {
  if (encoding == Encoding::kBase64) return EncodeBase64(text);
  if (encoding == Encoding::kBase64Url) return EncodeUrlBase64(text, chance);
  return EncodeEach(text, encoding, chance);
}

std::string Encode(std::string_view value, std::string_view sentence,
                   std::span<const Encoding> chain, Chance& chance) {
  if (chain.empty() || chain.back() == Encoding::kJson || chance.OneIn(2)) {
    std::string text = PutInto(sentence, value);
    for (std::size_t i = chain.size(); i-- > 0;) text = EncodeWhole(text, chain[i], chance);
    return text;
  }
  std::string text = PutInto(sentence, EncodeWhole(value, chain.back(), chance));
  for (std::size_t i = chain.size() - 1; i-- > 0;) text = EncodeWhole(text, chain[i], chance);
  return text;
}

std::string QuoteJson(std::string_view text, bool escapes) {
  std::string quoted = "\"";
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const Character character = CharacterAt(text, at);
    at += character.bytes.size();
    const bool is_control = character.point < 0x20;
    if (is_control || (escapes && (number % 5 == 1 || !IsAlphanumeric(character.bytes[0])))) {
      quoted += Utf16Escape(character.point);
    } else {
      if (character.point == '"' || character.point == '\\') quoted += '\\';
      quoted.append(character.bytes);
    }
  }
  return quoted + '"';
}

}  // namespace fun::auditor
