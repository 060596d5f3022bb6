#include "core/detect/layers/layer_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/base/encoding.h"
#include "tests/unit/core/detect/layers/encoders.h"

namespace fun::detect {
namespace {

// Each visited text with its chain: "percent: ada@example.org".
std::vector<std::string> VisitsOf(std::string_view text) {
  LayerWalk walk;
  std::vector<std::string> visits;
  walk.Begin(text);
  while (walk.Next()) {
    visits.push_back(walk.ChainOf({0, walk.text().size()}) + ": " + std::string(walk.text()));
  }
  EXPECT_FALSE(walk.is_incomplete());
  return visits;
}

using Visits = std::vector<std::string>;

TEST(LayerWalk, VisitsATextWithoutEncodingsOnce) {
  EXPECT_EQ(VisitsOf(""), Visits{": "});
  EXPECT_EQ(VisitsOf("play_video"), Visits{": play_video"});
  EXPECT_EQ(VisitsOf("/courses/course-v1:ExempleX+10001+session01/?page=1&q=l'été"),
            Visits{": /courses/course-v1:ExempleX+10001+session01/?page=1&q=l'été"});
}

TEST(LayerWalk, VisitsEveryLevel) {
  EXPECT_EQ(VisitsOf("ada%252540b"),
            (Visits{": ada%252540b", "percent: ada%2540b", "percent>percent: ada%40b",
                    "percent>percent>percent: ada@b"}));
  EXPECT_EQ(VisitsOf("%26amp%3Bcommat;"),
            (Visits{": %26amp%3Bcommat;", "percent: &amp;commat;", "percent>html: &commat;",
                    "percent>html>html: @"}));
}

TEST(LayerWalk, GoesIntoBase64AndOn) {
  EXPECT_EQ(VisitsOf("t=YWRhJTQwZXhhbXBsZS5vcmc%3D"),
            (Visits{": t=YWRhJTQwZXhhbXBsZS5vcmc%3D", "percent: t=YWRhJTQwZXhhbXBsZS5vcmc=",
                    "percent>base64: ada%40example.org", "percent>base64>percent: ada@example.org",
                    "base64: ada%40example.org", "base64>percent: ada@example.org"}));
}

TEST(LayerWalk, ReadsTextWithWithoutAndByQuotedPrintableAlone) {
  EXPECT_EQ(
      VisitsOf("user=20cent%40example.org"),
      (Visits{": user=20cent%40example.org", "percent+quoted-printable: user cent@example.org",
              "percent: user=20cent@example.org", "quoted-printable: user cent%40example.org",
              "quoted-printable>percent: user cent@example.org"}));
}

TEST(LayerWalk, UndoesALineBreakThatCutsAnEscapeInHalf) {
  const Visits visits = VisitsOf("ada&#6=\r\n4;example.org");
  EXPECT_NE(std::ranges::find(visits, "quoted-printable>html: ada@example.org"), visits.end());
}

TEST(LayerWalk, UndoesOddCharactersThatCutAnEscapeInHalf) {
  for (const std::string_view text :
       {"ada%E2\u200B%80%8B@example.org", "ada%E2%\uFF180%8B@example.org",
        "ada&amp\u200B;#64;example.org"}) {
    const Visits visits = VisitsOf(text);
    const bool is_found = std::ranges::any_of(
        visits, [](const std::string& visit) { return visit.ends_with(": ada@example.org"); });
    EXPECT_TRUE(is_found) << text;
  }
}

TEST(LayerWalk, TellsWhatStandsBeforeBase64) {
  const std::string_view text = "x%3A YWRhQGV4YW1wbGUub3Jn";
  LayerWalk walk;
  walk.Begin(text);
  std::vector<std::string> before;
  while (walk.Next()) {
    if (walk.text() == "ada@example.org") before.emplace_back(walk.BeforeBase64(3));
    if (walk.depth() == 0) {
      EXPECT_EQ(walk.BeforeBase64(3), "");
    }
  }
  EXPECT_EQ(before, (std::vector<std::string>{"3A "}));
}

TEST(LayerWalk, MapsASpanToTheOutermostText) {
  const std::string_view text = "x%2540y YWRhJTQwZXhhbXBsZS5vcmc= z";
  LayerWalk walk;
  walk.Begin(text);
  std::vector<std::string> places;
  while (walk.Next()) {
    const std::size_t at = walk.text().find('@');
    if (at == std::string_view::npos) continue;
    const OuterPlace place = walk.PlaceOf({at, at + 1});
    places.push_back(std::string(Slice(text, place.span)) +
                     (place.is_exact ? " exact " : " whole ") + walk.ChainOf({at, at + 1}));
  }
  EXPECT_EQ(places, (Visits{"%2540 exact percent>percent",
                            "YWRhJTQwZXhhbXBsZS5vcmc= whole base64>percent"}));
}

// Any nesting of encoders leads back to the text, and each character to its bytes.

constexpr Encoding kLocal[] = {Encoding::kPercent,   Encoding::kHtml,
                               Encoding::kWritten,   Encoding::kQuotedPrintable,
                               Encoding::kLookAlike, Encoding::kInvisible};

Encoded Compose(const Encoded& inner, const Encoded& outer) {
  std::vector<Span> after(inner.text.size());  // of each byte of the inner text
  std::size_t at = 0;
  for (const Span place : outer.places) {
    const std::size_t size = ReadUtf8(inner.text, at).size;
    for (std::size_t i = 0; i < size; ++i) after[at++] = place;
  }
  Encoded both = {outer.text, {}};
  for (const Span place : inner.places) {
    both.places.push_back({after[place.begin].begin, after[place.end - 1].end});
  }
  return both;
}

void ExpectFound(LayerWalk& walk, std::string_view plain, const Encoded& encoded) {
  walk.Begin(encoded.text);
  bool is_found = false;
  while (!is_found && walk.Next()) is_found = walk.text() == plain;
  ASSERT_TRUE(is_found) << encoded.text;
  std::size_t at = 0;
  for (const Span place : encoded.places) {
    const std::size_t size = ReadUtf8(plain, at).size;
    const OuterPlace found = walk.PlaceOf({at, at + size});
    ASSERT_TRUE(found.is_exact);
    ASSERT_EQ(Slice(encoded.text, found.span), Slice(encoded.text, place)) << encoded.text;
    ASSERT_EQ(found.span, place) << encoded.text;
    at += size;
  }
}

Encoded EncodeNested(std::mt19937& random, std::string_view plain,
                     const std::vector<Encoding>& encodings) {
  Encoded encoded = EncodeText(random, encodings[0], Zeal::kRandom, plain);
  for (std::size_t i = 1; i < encodings.size(); ++i) {
    const Zeal zeal = random() % 2 == 0 ? Zeal::kLeast : Zeal::kSigns;
    encoded = Compose(encoded, EncodeText(random, encodings[i], zeal, encoded.text));
  }
  return encoded;
}

// The digits of `order` in base six.
std::vector<Encoding> OrderOf(std::size_t order, std::size_t depth) {
  std::vector<Encoding> encodings;
  for (; encodings.size() < depth; order /= std::size(kLocal)) {
    encodings.push_back(kLocal[order % std::size(kLocal)]);
  }
  return encodings;
}

TEST(LayerWalk, LeadsBackFromEveryNestingOfFiveToExactlyTheBytes) {
  constexpr std::string_view kPlain[] = {"ada@example.org", "Renée, 06 12 34", "L’Haÿ «Éloïse»",
                                         "a=b&c%d\\e;f#64;\"<x>"};
  std::mt19937 random(20240614);
  LayerWalk walk;
  std::size_t orders = 1;
  for (std::size_t depth = 1; depth <= 5; ++depth) {
    orders *= std::size(kLocal);
    for (std::size_t order = 0; order < orders; ++order) {
      const std::string_view plain = kPlain[random() % std::size(kPlain)];
      const Encoded encoded = EncodeNested(random, plain, OrderOf(order, depth));
      ASSERT_NO_FATAL_FAILURE(ExpectFound(walk, plain, encoded)) << order;
    }
  }
}

TEST(LayerWalk, LeadsBackThroughBase64ToTheWholeRun) {
  std::mt19937 random(20240615);
  const std::string_view plain = "Renée Lefèvre <renee@example.org>";
  LayerWalk walk;
  for (int round = 0; round < 600; ++round) {
    const std::vector<Encoding> inside = {kLocal[random() % 6], kLocal[random() % 6]};
    const std::vector<Encoding> outside = {kLocal[random() % 4], kLocal[random() % 4]};
    const std::string run = EncodeBase64(EncodeNested(random, plain, inside).text);
    const Encoded encoded = EncodeNested(random, "q: " + run + " .", outside);
    walk.Begin(encoded.text);
    bool is_found = false;
    while (!is_found && walk.Next()) is_found = walk.text() == plain;
    ASSERT_TRUE(is_found) << encoded.text;
    const OuterPlace place = walk.PlaceOf({0, plain.size()});
    EXPECT_FALSE(place.is_exact);
    EXPECT_EQ(place.span, (Span{encoded.places[3].begin, encoded.places[2 + run.size()].end}));
  }
}

}  // namespace
}  // namespace fun::detect
