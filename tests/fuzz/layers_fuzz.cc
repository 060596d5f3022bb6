// Any bytes through the decode layers: the laws of their headers hold, or the process aborts.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/detect/layers/layer_walk.h"

namespace fun::detect {
namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

// Bytes of a level come from its source in order, an escape as a whole; what is no escape is kept.
void CheckOneLevel(std::string_view text) {
  Arena arena;
  DecodedLayer layer;
  const bool is_decoded = DecodeOneLevel(text, EncodingSet::LocalOnes(), arena, layer);
  Require(is_decoded == MayHoldEscapes(text));
  if (!is_decoded) return;
  Require(!layer.undone().IsEmpty() && layer.text().size() <= text.size());
  Span last;
  for (std::size_t i = 0; i < layer.text().size(); ++i) {
    const Span source = layer.SourceOf({i, i + 1});
    Require(source.begin < source.end && source.end <= text.size());
    Require(source == last || source.begin >= last.end);
    Require(source.size() > 1 || layer.text()[i] == text[source.begin]);
    Require(source.size() == 1 || !layer.UndoneWithin({i, i + 1}).IsEmpty());
    last = source;
  }
}

// A walk ends within its limits, and every text leads back into the outermost one.
void CheckWalk(std::string_view text) {
  constexpr LayerLimits kLimits = {.depth = 16, .factor = 8, .slack = 4096};
  static LayerWalk walk(kLimits);
  std::size_t visited = 0;
  walk.Begin(text);
  while (walk.Next()) {
    visited += walk.text().size();
    Require(walk.depth() <= kLimits.depth);
    const Span all = {0, walk.text().size()};
    const OuterPlace place = walk.PlaceOf(all);
    Require(place.span.begin <= place.span.end && place.span.end <= text.size());
    Require(walk.depth() > 0 || (place.is_exact && walk.text() == text));
    Require(walk.depth() == 0 || all.size() == 0 || place.span.size() != 0);
    for (std::size_t i = 0; i < all.end; i += 1 + all.end / 8) {
      const OuterPlace byte = walk.PlaceOf({i, i + 1});
      Require(byte.span.begin >= place.span.begin && byte.span.end <= place.span.end);
      Require(byte.span.begin < byte.span.end);
    }
    Require(walk.depth() == 0 || walk.ChainOf(all).size() < 1024);
  }
  Require(visited <= (kLimits.factor + 1) * text.size() + kLimits.slack);
}

}  // namespace
}  // namespace fun::detect

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  fun::detect::CheckOneLevel(text);
  fun::detect::CheckWalk(text);
  return 0;
}
