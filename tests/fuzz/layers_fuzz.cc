// Any bytes through the decode layers: the laws of their headers hold, or the process aborts.
#include "core/detect/layers/layer_walk.h"
#include "tests/fuzz/laws.h"

namespace fun::fuzz {
namespace {

using detect::DecodedLayer;
using detect::EncodingSet;
using detect::LayerLimits;
using detect::LayerWalk;
using detect::OuterPlace;

// Bytes of a level come from its source in order, an escape as a whole; what is no escape is kept.
void CheckOneLevel(std::string_view text) {
  Arena arena;
  DecodedLayer layer;
  const bool is_decoded = DecodeOneLevel(text, EncodingSet::LocalOnes(), arena, layer);
  Require(is_decoded == detect::MayHoldEscapes(text), "a text with escapes is decoded");
  if (!is_decoded) return;
  Require(!layer.undone().IsEmpty() && layer.text().size() <= text.size(),
          "a decoded text is not longer");
  Span last;
  for (std::size_t i = 0; i < layer.text().size(); ++i) {
    const Span source = layer.SourceOf({i, i + 1});
    Require(source.begin < source.end && source.end <= text.size(), "a byte has a source");
    Require(source == last || source.begin >= last.end, "sources are in order");
    const bool is_plain = source.size() == 1;
    Require(!is_plain || layer.text()[i] == text[source.begin], "a plain byte stays");
    Require(is_plain || !layer.UndoneWithin({i, i + 1}).IsEmpty(), "an escape has a name");
    last = source;
  }
}

// Every text leads back into the outermost one.
void CheckPlaces(const LayerWalk& walk, std::string_view text) {
  const Span all = {0, walk.text().size()};
  const OuterPlace place = walk.PlaceOf(all);
  Require(place.span.begin <= place.span.end && place.span.end <= text.size(),
          "a place lies in the outermost text");
  Require(walk.depth() > 0 || (place.is_exact && walk.text() == text), "the text comes first");
  Require(walk.depth() == 0 || all.size() == 0 || place.span.size() != 0, "a place is not empty");
  for (std::size_t i = 0; i < all.end; i += 1 + all.end / 8) {
    const Span byte = walk.PlaceOf({i, i + 1}).span;
    Require(byte.begin >= place.span.begin && byte.end <= place.span.end && byte.size() != 0,
            "a byte's place lies in that of its text");
  }
  Require(walk.depth() == 0 || walk.ChainOf(all).size() < 1024, "a chain is short");
}

void CheckLayerWalk(std::string_view text) {
  constexpr LayerLimits kLimits = {.depth = 16, .factor = 8, .slack = 4096};
  static LayerWalk walk(kLimits);
  std::size_t visited = 0;
  walk.Begin(text);
  while (walk.Next()) {
    visited += walk.text().size();
    Require(walk.depth() <= kLimits.depth, "a walk keeps to its depth");
    CheckPlaces(walk, text);
  }
  Require(visited <= (kLimits.factor + 1) * text.size() + kLimits.slack,
          "a walk keeps to its bytes");
}

}  // namespace

void TryLayers(std::string_view bytes) {
  CheckOneLevel(bytes);
  CheckLayerWalk(bytes);
}

}  // namespace fun::fuzz
