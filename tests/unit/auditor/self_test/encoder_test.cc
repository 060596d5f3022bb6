#include "auditor/self_test/encoder.h"

#include <gtest/gtest.h>

#include "core/base/arena.h"
#include "core/base/encoding.h"
#include "core/json/text.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kText = "ada@x.example, \xC3\xA9t\xC3\xA9 \"=\\%&\"";

// Undoes `sign` and two hex digits for each byte.
std::string WithoutHex(std::string_view text, std::string_view sign) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with(sign)) {
      bytes +=
          static_cast<char>(std::stoi(std::string(text.substr(at + sign.size(), 2)), nullptr, 16));
      at += sign.size() + 2;
    } else {
      bytes += text[at++];
    }
  }
  return bytes;
}

void Replace(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

// Numbers up to U+00FF, and names of those in kText.
std::string WithoutHtml(std::string text) {
  for (int point = 1; point < 0x100; ++point) {
    std::string character(1, static_cast<char>(point));
    if (point >= 0x80)
      character = {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
    if (point == '&') continue;
    char hex[16];
    std::snprintf(hex, sizeof hex, "&#x%02X;", static_cast<unsigned>(point));
    Replace(text, hex, character);
    Replace(text, "&#" + std::to_string(point) + ";", character);
  }
  Replace(text, "&commat;", "@");
  Replace(text, "&period;", ".");
  Replace(text, "&equals;", "=");
  Replace(text, "&quot;", "\"");
  for (const std::string_view ampersand : {"&#38;", "&#x26;", "&amp;"})
    Replace(text, ampersand, "&");
  return text;
}

// U+FF01 to U+FF5E, U+3000.
std::string WithoutFullWidth(std::string text) {
  for (int point = 0x21; point <= 0x7E; ++point) {
    const int wide = point - 0x21 + 0xFF01;
    const std::string character = {static_cast<char>(0xEF),
                                   static_cast<char>(0x80 | (wide >> 6 & 0x3F)),
                                   static_cast<char>(0x80 | (wide & 0x3F))};
    Replace(text, character, std::string(1, static_cast<char>(point)));
  }
  Replace(text, "\xE3\x80\x80", " ");
  return text;
}

std::string WithoutInvisible(std::string text) {
  for (const std::string_view one : {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x81\xA0",
                                     "\xEF\xBB\xBF", "\xC2\xAD"}) {
    Replace(text, one, "");
  }
  return text;
}

std::string WithoutBase64Url(std::string text) {
  Replace(text, "-", "+");
  Replace(text, "_", "/");
  while (text.size() % 4 != 0) text += '=';
  return DecodeBase64(text).value_or("");
}

// As WithoutHex, of \x40 and \u0040 below U+0800.
std::string WithoutWritten(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\u", at)) != text.npos;) {
    const int point = std::stoi(text.substr(at + 2, 4), nullptr, 16);
    char hex[16];
    if (point < 0x80) {
      std::snprintf(hex, sizeof hex, "\\x%02X", static_cast<unsigned>(point));
    } else {
      std::snprintf(hex, sizeof hex, "\\x%02X\\x%02X", 0xC0U | static_cast<unsigned>(point) >> 6,
                    0x80U | (static_cast<unsigned>(point) & 0x3F));
    }
    text.replace(at, 6, hex);
  }
  return WithoutHex(text, "\\x");
}

std::string Undone(const std::string& text, Encoding encoding) {
  switch (encoding) {
    case Encoding::kPercent:
      return WithoutHex(text, "%");
    case Encoding::kHtml:
      return WithoutHtml(text);
    case Encoding::kWritten:
      return WithoutWritten(text);
    case Encoding::kQuotedPrintable:
      return WithoutHex(text, "=");
    case Encoding::kFullWidth:
      return WithoutFullWidth(text);
    case Encoding::kInvisible:
      return WithoutInvisible(text);
    case Encoding::kBase64:
      return DecodeBase64(text).value_or("");
    case Encoding::kBase64Url:
      return WithoutBase64Url(text);
    case Encoding::kJson:
    case Encoding::kEscape:
      break;
  }
  return "";
}

TEST(EncodeText, IsUndoneByDecodersOfThisTestAndHidesTheValue) {
  for (std::size_t i = 0; i < kEncodings; ++i) {
    const auto encoding = static_cast<Encoding>(i);
    if (encoding == Encoding::kJson || encoding == Encoding::kEscape) continue;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      Chance chance(seed);
      const std::string encoded = EncodeText(kText, encoding, chance);
      ASSERT_EQ(Undone(encoded, encoding), kText) << NameOf(encoding) << " " << seed;
      ASSERT_FALSE(encoded.contains("ada@x.example")) << NameOf(encoding);
    }
  }
}

TEST(EncodeText, WritesTheExamplesOfItsStandards) {
  Chance chance(0);
  EXPECT_EQ(EncodeText("\xC3\xA9@", Encoding::kPercent, chance), "%C3%A9%40");
  EXPECT_EQ(EncodeText("=@", Encoding::kQuotedPrintable, chance), "=3D=40");
  EXPECT_EQ(EncodeText("foobar", Encoding::kBase64, chance), "Zm9vYmFy");  // RFC 4648, section 10
  EXPECT_EQ(EncodeText("@ ", Encoding::kFullWidth, chance), "\xEF\xBC\xA0\xE3\x80\x80");
}

TEST(QuoteJson, IsUndoneByAReaderOfJson) {
  Arena arena;
  const std::string text = std::string(kText) + "\n\x01 \xF0\x9F\x99\x82";
  for (const bool escapes : {false, true}) {
    const std::string quoted = QuoteJson(text, escapes);
    ASSERT_TRUE(quoted.starts_with('"') && quoted.ends_with('"'));
    EXPECT_EQ(json::Unescape(std::string_view(quoted).substr(1, quoted.size() - 2), arena).text,
              text);
    EXPECT_EQ(quoted.contains("ada@"), !escapes);
  }
  EXPECT_EQ(QuoteJson("\xF0\x9F\x99\x82", true), R"("\uD83D\uDE42")");
}

TEST(Encode, AppliesAChainFromTheInsideOut) {
  constexpr Encoding kChain[] = {Encoding::kBase64, Encoding::kJson};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Chance chance(seed);
    const auto json = DecodeBase64(Encode("v", "<#>", kChain, chance));
    ASSERT_TRUE(json.has_value());
    EXPECT_TRUE(json->starts_with('{') || json->starts_with('[')) << seed;
  }
}

TEST(Encode, TakesTheValueAloneOrTheSentence) {
  constexpr Encoding kChain[] = {Encoding::kBase64};
  bool has_alone = false;
  bool has_whole = false;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Chance chance(seed);
    const std::string text = Encode("foobar", "<#>", kChain, chance);
    has_alone |= text == "<Zm9vYmFy>";
    has_whole |= text == "PGZvb2Jhcj4=";
  }
  EXPECT_TRUE(has_alone && has_whole);
}

}  // namespace
}  // namespace fun::auditor
