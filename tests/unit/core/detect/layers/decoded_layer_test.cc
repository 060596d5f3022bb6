#include "core/detect/layers/decoded_layer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "core/base/utf8.h"
#include "core/detect/layers/html_names.h"

namespace fun::detect {
namespace {

constexpr EncodingSet kAll = EncodingSet::LocalOnes();

// One level; the text itself when there is nothing to undo.
std::string DecodeOnce(std::string_view text) {
  Arena arena;
  DecodedLayer layer;
  const bool is_decoded = DecodeOneLevel(text, kAll, arena, layer);
  EXPECT_EQ(is_decoded, MayHoldEscapes(text)) << text;
  return std::string(is_decoded ? layer.text() : text);
}

struct DecodedRow {
  std::string_view text;
  std::string_view decoded;
};

TEST(DecodeOneLevel, UndoesPercentEncoding) {
  const DecodedRow table[] = {
      {"ada%40example.org", "ada@example.org"},
      {"%61%64%61", "ada"},
      {"Ren%C3%A9e", "Renée"},
      {"Ren%c3%a9e", "Renée"},
      {"Ren%E9e", "Renée"},                        // Latin-1
      {"L%92Ha%FF-les-Roses", "L’Haÿ-les-Roses"},  // Windows-1252
      {"%E9%E8%C3%A9", "éèé"},
      {"%80%9F%A0", "€Ÿ\u00A0"},
      {"%C3%", "Ã%"},
      {"%E2%82%AC%F0%9F%98%80", "€😀"},
      {"%C0%80", "À€"},  // overlong is no UTF-8
      {"%2540", "%40"},  // one level
      {"%25%34%30", "%40"},
      {"%u0040%u00e9%ud83d%ude00", "@é😀"},
      {"a+b%2Bc", "a+b+c"},
      {"100%", "100%"},
      {"100% ab", "100% ab"},
      {"%4", "%4"},
      {"%%40", "%@"},
      {"%4%40", "%4@"},
      {"%g0%0g", "%g0%0g"},
  };
  for (const DecodedRow& row : table) EXPECT_EQ(DecodeOnce(row.text), row.decoded) << row.text;
}

TEST(DecodeOneLevel, UndoesHtmlReferences) {
  const DecodedRow table[] = {
      {"ada&#64;example&period;org", "ada@example.org"},
      {"ada&commat;example&#x2E;org", "ada@example.org"},
      {"&#X40;&#x000040;&#00064;", "@@@"},
      {"ada&#64example&#46org", "ada@example.org"},
      {"Ren&eacute;e Lef&egrave;vre", "Renée Lefèvre"},
      {"Ren&eacutee &Eacute;lo&iuml;se", "Renée Éloïse"},
      {"&ccedil;&oelig;&Scaron;&lstrok;", "çœŠł"},
      {"&lt;a&gt; &amp;amp; &quot;&apos;", "<a> &amp; \"'"},
      {"&lowbar;&hyphen;&dash;&plus;&colon;&sol;&num;&percnt;&lpar;&rpar;&comma;", "_‐‐+:/#%(),"},
      {"a&nbsp;b&nbspc", "a\u00A0b\u00A0c"},
      {"&#128;&#146;", "€’"},  // as browsers read them
      {"&lt &copy", "< ©"},
      {"?a=1&lti_version=2&section=3&copy=4&amp=5&quot=",
       "?a=1&lti_version=2&section=3&copy=4&amp=5&quot="},
      {"&unknown; &; &#; &#x; &", "&unknown; &; &#; &#x; &"},
      {"&#0;&#1114112;&#99999999999;", "&#0;&#1114112;&#99999999999;"},
      {"&#64%3B", "&#64;"},  // its `;` first
      {"&eacute", "é"},
      {"&commat", "&commat"},
  };
  for (const DecodedRow& row : table) EXPECT_EQ(DecodeOnce(row.text), row.decoded) << row.text;
}

TEST(DecodeOneLevel, UndoesEscapesWrittenAsText) {
  const DecodedRow table[] = {
      {R"(ada\u0040example.org)", "ada@example.org"},
      {R"(ada\u{40}example\x2eorg)", "ada@example.org"},
      {R"(\x{40}\U00000040\100)", "@@@"},
      {R"(Ren\u00e9e \xc3\xa9\303\251 \xe9\351)", "Renée éé éé"},
      {R"(\ud83d\ude00\u{1F600}\U0001F600)", "😀😀😀"},
      {R"(\ud83dx)", "\xED\xA0\xBDx"},
      {R"(\ud83d\ue000\ud83d\u0040)", "\xED\xA0\xBD\uE000\xED\xA0\xBD@"},
      {R"(https:\/\/example.org\/u\/ada)", "https://example.org/u/ada"},
      {R"(a\nb\tc\rd\"e\'f)", "a\nb\tc\rd\"e'f"},
      {R"(ada\\u0040example.org)", R"(ada\u0040example.org)"},
      {R"(\u00 \u{} \u{110000} \u{40 \x4 \U0000004 \10 \400 \8)",
       R"(\u00 \u{} \u{110000} \u{40 \x4 \U0000004 \10 \400 \8)"},
      {R"(\alpha \frac \)", R"(\alpha \frac \)"},
      {"\\", "\\"},
      {"\\u", "\\u"},
      {"\\u{", "\\u{"},
  };
  for (const DecodedRow& row : table) EXPECT_EQ(DecodeOnce(row.text), row.decoded) << row.text;
}

TEST(DecodeOneLevel, UndoesQuotedPrintable) {
  const DecodedRow table[] = {
      {"ada=40example.org", "ada@example.org"},
      {"Ren=C3=A9e=20Lef=c3=a8vre", "Renée Lefèvre"},
      {"ada@exam=\nple.o=\r\nrg", "ada@example.org"},
      {"a=0D=0Ab", "a\r\nb"},
      {"a=3D40", "a=40"},
      {"a=b&c=E9&d=FF", "a=b&c=E9&d=FF"},  // neither ASCII nor UTF-8
      {"a=00&b=1F&c=7F", "a=00&b=1F&c=7F"},
      {"a=", "a="},
      {"a=4", "a=4"},
      {"a=\r", "a=\r"},
  };
  for (const DecodedRow& row : table) EXPECT_EQ(DecodeOnce(row.text), row.decoded) << row.text;
}

TEST(DecodeOneLevel, UndoesLookAlikes) {
  const DecodedRow table[] = {
      {"ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ada@example.org"},
      {"ada﹫example。org", "ada@example.org"},
      {"ada@example․org｡fr﹒be", "ada@example.org.fr.be"},
      {"𝐚𝒅𝖺 𝓔𝔁𝕒 ⓐⓓⓐ Ⓐ 🄰🅰 ℰℯℊ", "ada Exa ada A AA Eeg"},
      {"０６ ١٢ ۳٤ 𝟓𝟞 ⁷⁸", "06 12 34 56 78"},
      {"06–12‑34−56", "06-12-34-56"},
      {"a\u00A0b\u202Fc\u2009d\u3000e", "a b c d e"},
      {"Griﬃth ﬁn", "Griffith fin"},
      {"René Élodie Łukasz Ζωή Борис 田中 Ünal", "René Élodie Łukasz Ζωή Борис 田中 Ünal"},
      {"l’été « oui » — 5 €…", "l’été « oui » - 5 €…"},
  };
  for (const DecodedRow& row : table) EXPECT_EQ(DecodeOnce(row.text), row.decoded) << row.text;
}

TEST(DecodeOneLevel, RemovesWhatNobodySees) {
  const DecodedRow table[] = {
      {"a\u200Bd\u200Da\u2060@\uFEFFex\u00ADample.org", "ada@example.org"},
      {"\u202Eada\u202C\uFE0F\U000E0061\u180E", "ada"},
      {std::string_view("a\0d\x01"
                        "a\x7F",
                        6),
       "ada"},
      {"ada\u0085x", "ada x"},
      {"a\xED\xA0\xBD"
       "da",
       "ada"},  // a lone surrogate
      {"a\tb\nc\r\n", "a\tb\nc\r\n"},
  };
  for (const DecodedRow& row : table) EXPECT_EQ(DecodeOnce(row.text), row.decoded) << row.text;
}

TEST(DecodeOneLevel, LeavesBrokenUtf8AsItIs) {
  for (const std::string_view text :
       {std::string_view("\xEF\xBC"), std::string_view("\xF0\x9D\x90"),
        std::string_view("\xED\xA0"), std::string_view("\xE2\x80"), std::string_view("\xC2"),
        std::string_view("\xFF\xFE"), std::string_view("\xC0\xA0"), std::string_view("\x80")}) {
    EXPECT_EQ(DecodeOnce(text), text);
  }
}

TEST(DecodeOneLevel, UndoesOnlyWhatIsWanted) {
  Arena arena;
  DecodedLayer layer;
  ASSERT_TRUE(DecodeOneLevel("a=20b%20c", kAll.Without(EncodingSet::Of(Encoding::kQuotedPrintable)),
                             arena, layer));
  EXPECT_EQ(layer.text(), "a=20b c");
  EXPECT_FALSE(DecodeOneLevel("a=20b", kAll.Without(EncodingSet::Of(Encoding::kQuotedPrintable)),
                              arena, layer));
}

TEST(DecodedLayer, MapsSpansToWholeEscapes) {
  const std::string_view text = "x%C3%A9\u200B&amp;y\u200B";
  Arena arena;
  DecodedLayer layer;
  ASSERT_TRUE(DecodeOneLevel(text, kAll, arena, layer));
  ASSERT_EQ(layer.text(), "xé&y");
  struct {
    Span decoded;
    Span source;
  } const table[] = {
      {{0, 1}, {0, 1}},   {{1, 3}, {1, 7}},   {{1, 2}, {1, 7}},   {{2, 3}, {1, 7}},
      {{3, 4}, {10, 15}}, {{1, 4}, {1, 15}},  {{4, 5}, {15, 16}}, {{0, 5}, {0, 16}},
      {{0, 0}, {0, 0}},   {{4, 4}, {15, 15}}, {{5, 5}, {19, 19}},
  };
  for (const auto& row : table) {
    EXPECT_EQ(layer.SourceOf(row.decoded), row.source)
        << row.decoded.begin << ' ' << row.decoded.end;
  }
}

TEST(DecodedLayer, TellsWhatWasUndoneWithinASpan) {
  Arena arena;
  DecodedLayer layer;
  ASSERT_TRUE(DecodeOneLevel("a%40b&#64;c\u200Bd", kAll, arena, layer));
  ASSERT_EQ(layer.text(), "a@b@cd");
  const auto chain = [&](Span span) {
    const EncodingSet undone = layer.UndoneWithin(span);
    return SpellChain({&undone, 1});
  };
  EXPECT_EQ(chain({0, 1}), "");
  EXPECT_EQ(chain({0, 2}), "percent");
  EXPECT_EQ(chain({2, 4}), "html");
  EXPECT_EQ(chain({0, 4}), "percent+html");
  EXPECT_EQ(chain({4, 5}), "");  // the zero-width space stands beside it
  EXPECT_EQ(chain({4, 6}), "invisible");
  EXPECT_EQ(chain({0, 6}), "percent+html+invisible");
}

TEST(HtmlNames, AreInOrderAndNeverShorterThanTheirCharacter) {
  std::string_view last;
  for (const HtmlName& row : HtmlNames()) {
    char bytes[4];
    EXPECT_LT(last, row.name);
    EXPECT_EQ(FindHtmlName(row.name), &row);
    EXPECT_LE(row.name.size(), kLongestHtmlName);
    EXPECT_LE(WriteUtf8(row.point, bytes), row.name.size() + 1);
    if (row.unclosed != HtmlName::Unclosed::kNever) {
      EXPECT_LE(row.name.size(), kLongestUnclosedName);
    }
    EXPECT_EQ(DecodeOnce("&" + std::string(row.name) + ";"),
              std::string(bytes, WriteUtf8(row.point, bytes)));
    last = row.name;
  }
}

// Laws that hold for any bytes.
TEST(DecodedLayer, MapsEveryByteInOrderAndWithinTheSource) {
  std::mt19937 random(20240611);
  constexpr std::string_view kPieces[] = {"%",
                                          "4",
                                          "0",
                                          "C3",
                                          "A9",
                                          "&",
                                          "#",
                                          "64",
                                          ";",
                                          "amp",
                                          "x",
                                          "\\",
                                          "u",
                                          "{",
                                          "}",
                                          "=",
                                          "\n",
                                          "a",
                                          "＠",
                                          "\u200B",
                                          "\u00AD",
                                          "\xC3",
                                          "\xED\xA0\x80",
                                          "𝐚",
                                          "ﬃ",
                                          "eacute",
                                          "\\u0040",
                                          "%E9"};
  Arena arena;
  DecodedLayer layer;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t i = random() % 24; i-- > 0;) text += kPieces[random() % std::size(kPieces)];
    arena.Clear();
    const bool is_decoded = DecodeOneLevel(text, kAll, arena, layer);
    ASSERT_EQ(is_decoded, MayHoldEscapes(text));
    if (!is_decoded) continue;
    ASSERT_LE(layer.text().size(), text.size());
    Span last;
    for (std::size_t i = 0; i < layer.text().size(); ++i) {
      const Span source = layer.SourceOf({i, i + 1});
      ASSERT_LT(source.begin, source.end) << round;
      ASSERT_LE(source.end, text.size()) << round;
      ASSERT_TRUE(source == last || source.begin >= last.end) << round;
      if (source.size() == 1) {
        ASSERT_EQ(layer.text()[i], text[source.begin]) << round;
      }
      last = source;
    }
  }
}

}  // namespace
}  // namespace fun::detect
