#include "core/json/text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace fun::json {
namespace {

std::string Unescaped(std::string_view raw) {
  Arena arena;
  return std::string(Unescape(raw, arena).text);
}

std::string Escaped(std::string_view text) {
  Arena arena;
  return std::string(EscapeInto(text, arena));
}

TEST(Unescape, DecodesEveryEscapeOfTheRfc) {
  EXPECT_EQ(Unescaped(R"(\"\\\/\b\f\n\r\t)"), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(Unescaped(R"(\u0041\u00e9\u20AC)"), "A\xC3\xA9\xE2\x82\xAC");
  EXPECT_EQ(Unescaped(R"(\ud83d\ude00)"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(Unescaped(R"(\uD800\uDC00\uDBFF\uDFFF)"), "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF");
  EXPECT_EQ(Unescaped(R"(a\u0000b)"), std::string("a\0b", 3));
  EXPECT_EQ(Unescaped(R"(\u007f\u0080\u07ff\u0800\uffff)"),
            "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF");
}

// Texts of many blocks of 64 bytes, from pieces that are shorter than one.
std::vector<std::string_view> RandomPieces(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {
      R"(\\)", R"(\")", R"(\")",    R"(\/)",           R"(\n)",   R"(\u00e9)", R"(\ud83d\ude00)",
      "/",     "n",     "\xC3\xA9", "abcdefghijklmno", R"(\\\\)", "u00e9",     " "};
  std::vector<std::string_view> pieces(random() % 60);
  for (std::string_view& piece : pieces) piece = kPieces[random() % std::size(kPieces)];
  return pieces;
}

std::string Joined(const std::vector<std::string_view>& pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

TEST(Unescape, GivesOfALongTextWhatItsPiecesGive) {
  std::mt19937 random(20261125);
  for (int round = 0; round < 20'000; ++round) {
    const std::vector<std::string_view> pieces = RandomPieces(random);
    std::string expected;
    for (const std::string_view piece : pieces) expected += Unescaped(piece);
    ASSERT_EQ(Unescaped(Joined(pieces)), expected);
  }
}

// As AreEscapesValid, one escape at a time.
bool AreValidOneByOne(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') continue;
    const bool is_long = text.substr(at).starts_with("\\u");
    const std::string_view escape = text.substr(at, is_long ? 6 : 2);
    if (!AreEscapesValid(escape)) return false;
    at += escape.size() - 1;
  }
  return true;
}

TEST(AreEscapesValid, SaysOfALongTextWhatItsEscapesSay) {
  std::mt19937 random(20261126);
  int broken = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = Joined(RandomPieces(random));
    EXPECT_TRUE(AreEscapesValid(text)) << text;
    if (text.empty()) continue;
    const std::size_t at = random() % text.size();
    random() % 2 == 0 ? text.erase(at, 1) : text.insert(at, 1, '\\');
    ASSERT_EQ(AreEscapesValid(text), AreValidOneByOne(text)) << text;
    broken += AreEscapesValid(text) ? 0 : 1;
  }
  EXPECT_GT(broken, 2'000);
}

TEST(Unescape, DecodesALoneSurrogateToItsThreeWtf8Bytes) {
  EXPECT_EQ(Unescaped(R"(\ud800)"), "\xED\xA0\x80");
  EXPECT_EQ(Unescaped(R"(\udfff)"), "\xED\xBF\xBF");
  EXPECT_EQ(Unescaped(R"(\ud83dx)"), "\xED\xA0\xBDx");
  EXPECT_EQ(Unescaped(R"(\ude00\ud83d)"), "\xED\xB8\x80\xED\xA0\xBD");  // low before high
  EXPECT_EQ(Unescaped(R"(\ud83d\ud83d\ude00)"), "\xED\xA0\xBD\xF0\x9F\x98\x80");
  EXPECT_EQ(Unescaped(R"(\ud83d\\ude00)"), "\xED\xA0\xBD\\ude00");
}

TEST(Unescape, SaysWhetherALoneSurrogateWasThere) {
  Arena arena;
  EXPECT_TRUE(Unescape(R"(a\ud800b)", arena).has_lone_surrogate);
  EXPECT_TRUE(Unescape(R"(\ude00\ud83d\ude00)", arena).has_lone_surrogate);
  EXPECT_FALSE(Unescape(R"(\ud83d\ude00)", arena).has_lone_surrogate);
  EXPECT_FALSE(Unescape("plain", arena).has_lone_surrogate);
}

TEST(Unescape, GivesTextWithoutABackslashAsItself) {
  Arena arena;
  const std::string raw = "no escape here, sixteen bytes and more";
  EXPECT_EQ(Unescape(raw, arena).text.data(), raw.data());
}

// A payload that the platform cut may end within an escape.
TEST(Unescape, CopiesABrokenEscapeAsItIs) {
  for (const char* const raw : {R"(ab\)", R"(ab\u)", R"(ab\u00)", R"(ab\u00e)", R"(ab\x41)"}) {
    EXPECT_EQ(Unescaped(raw), raw);
  }
  EXPECT_EQ(Unescaped(R"(\ud83d\ude)"), "\xED\xA0\xBD\\ude");
}

// Sixteen bytes are copied at a time: an escape at every place of a block.
TEST(Unescape, DecodesAnEscapeAtEveryDistanceFromTheEnds) {
  for (std::size_t before = 0; before <= 34; ++before) {
    for (std::size_t behind = 0; behind <= 34; ++behind) {
      const std::string a(before, 'a');
      const std::string b(behind, 'b');
      ASSERT_EQ(Unescaped(a + "\\n" + b), a + "\n" + b) << before << " " << behind;
      ASSERT_EQ(Unescaped(a + "\\u00e9" + b), a + "\xC3\xA9" + b) << before << " " << behind;
      ASSERT_EQ(Unescaped(a + "\\ud83d\\ude00" + b), a + "\xF0\x9F\x98\x80" + b) << before;
    }
  }
}

// Unescape of raw[0, cut) by the sizes that SizeOfNext tells.
TEST(SizeOfNext, StepsThroughATextAsUnescapeDoes) {
  const std::string raw = R"(a\né\u00e9\u20ac\ud83d\ude00\ud83dx\ude00\\u0041)";
  Arena arena;
  std::size_t decoded = 0;
  for (std::size_t at = 0; at < raw.size();) {
    const EscapeSize size = SizeOfNext(raw, at);
    at += size.raw;
    decoded += size.decoded;
    ASSERT_EQ(Unescape(raw.substr(0, at), arena).text.size(), decoded) << at;
  }
  EXPECT_EQ(decoded, Unescape(raw, arena).text.size());
}

TEST(EscapeInto, EscapesQuotesBackslashesAndControlsAndNothingElse) {
  EXPECT_EQ(Escaped("a\"b\\c/d"), R"(a\"b\\c/d)");
  EXPECT_EQ(Escaped("\n\t\r\b\f"), R"(\n\u0009\u000d\u0008\u000c)");
  EXPECT_EQ(Escaped(std::string_view("\0\x1F\x20\x7F", 4)), "\\u0000\\u001f \x7F");
  EXPECT_EQ(Escaped("\xC3\xA9\xF0\x9F\x98\x80"), "\xC3\xA9\xF0\x9F\x98\x80");
}

TEST(EscapeInto, WritesALoneSurrogateAsTheEscapeItCameFrom) {
  EXPECT_EQ(Escaped("\xED\xA0\xBDx\xED\xBF\xBF"), R"(\ud83dx\udfff)");
  EXPECT_EQ(Escaped("\xED\x9F\xBF"), "\xED\x9F\xBF");  // U+D7FF is a character
  EXPECT_EQ(Escaped("\xED\xA0"), "\xED\xA0");
}

TEST(EscapeInto, GivesTextThatNeedsNoEscapeAsItself) {
  Arena arena;
  const std::string text = "nothing to do";
  EXPECT_EQ(EscapeInto(text, arena).data(), text.data());
}

TEST(AppendQuoted, EscapesAByteWhereverItStands) {
  const std::pair<char, std::string_view> kEscapes[] = {
      {'"', "\\\""},       {'\\', "\\\\"},   {'\n', "\\n"},    {'\0', "\\u0000"},
      {'\x1F', "\\u001f"}, {'\x7F', "\x7F"}, {'\xED', "\xED"}, {' ', " "}};
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t at = 0; at <= size; ++at) {
      for (const auto& [byte, escape] : kEscapes) {
        const std::string before(at, 'a');
        const std::string behind(size - at, 'z');
        std::string quoted = "x";
        AppendQuoted(before + byte + behind, quoted);
        ASSERT_EQ(quoted, "x\"" + before + std::string(escape) + behind + "\"")
            << size << " " << at;
      }
    }
  }
}

TEST(EscapeInto, IsUndoneByUnescapeForAnyBytes) {
  std::mt19937 random(8259);  // fixed: a failure must repeat
  for (int round = 0; round < 20'000; ++round) {
    std::string text(random() % 60, '\0');
    for (char& c : text) {
      c = random() % 3 == 0 ? "\"\\\n\x01/u"[random() % 6] : static_cast<char>(random() & 255);
    }
    const std::string escaped = Escaped(text);
    ASSERT_TRUE(AreEscapesValid(escaped)) << round;
    ASSERT_EQ(Unescaped(escaped), text) << round;
    std::string quoted = "x";
    AppendQuoted(text, quoted);
    ASSERT_EQ(quoted, "x\"" + escaped + "\"") << round;
  }
}

TEST(Unescape, TellsNoTwoDifferentUnitsAlike) {
  std::string before;
  for (unsigned unit = 0; unit < 0x10000; ++unit) {
    char raw[7];
    std::snprintf(raw, sizeof raw, "\\u%04x", unit);
    const std::string text = Unescaped(raw);
    ASSERT_LT(before, text) << raw;  // WTF-8 keeps the order of code points
    if (unit != 0) before = text;
  }
}

TEST(AreEscapesValid, KnowsTheNineEscapesAndNoOther) {
  for (int c = 0; c < 256; ++c) {
    const std::string escape = {'\\', static_cast<char>(c)};
    const bool is_short = c != 0 && std::string_view("\"\\/bfnrt").find(escape[1]) < 8;
    ASSERT_EQ(AreEscapesValid("a" + escape + "b"), is_short) << c;
  }
  EXPECT_TRUE(AreEscapesValid(""));
  EXPECT_TRUE(AreEscapesValid(R"(\u00aF\\u)"));
  EXPECT_FALSE(AreEscapesValid(R"(\u00a)"));
  EXPECT_FALSE(AreEscapesValid(R"(\u00ag)"));
  EXPECT_FALSE(AreEscapesValid(R"(\\\)"));
}

}  // namespace
}  // namespace fun::json
