// One level of escapes undone, and the way back to the bytes that they came from.
//
// All kinds are undone at once, left to right, and what an escape gives is not looked at again:
// `%2540` becomes `%40`, and `@` only when that is decoded in its turn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/detect/layers/encodings.h"
#include "core/detect/layers/escape.h"

namespace fun::detect {

// Made anew by each DecodeOneLevel; its vector is used again.
class DecodedLayer {
 public:
  std::string_view text() const { return text_; }
  EncodingSet undone() const { return undone_; }

  // The smallest span of the source whose decoding covers `decoded`, which lies in text().  An
  // escape is never cut in half; what was removed beside the span is not part of it.  An empty
  // span gives an empty one.  O(log n).
  Span SourceOf(Span decoded) const;

  // The encodings undone in `decoded`, removals in its inside too.  O(log n + escapes there).
  EncodingSet UndoneWithin(Span decoded) const;

 private:
  friend bool DecodeOneLevel(std::string_view, EncodingSet, Arena&, DecodedLayer&);
  friend bool DecodeOneLevelBytewise(std::string_view, EncodingSet, Arena&, DecodedLayer&);

  // Neighbouring escapes of one shape; what stands between two runs is plain.
  struct EscapeRun {
    std::uint32_t source = 0;   // where it begins there
    std::uint32_t decoded = 0;  // and in the text
    std::uint32_t count = 0;
    std::uint32_t source_size = 0;  // of each escape
    std::uint8_t decoded_size = 0;
    Encoding encoding = Encoding::kPercent;
  };

  template <auto kFind>
  bool Decode(std::string_view text, EncodingSet undo, Arena& arena);
  void AddEscape(std::size_t source, std::size_t decoded, const Escape& escape);
  const EscapeRun* RunBefore(std::size_t decoded) const;
  Span SourceOfByte(std::size_t decoded) const;

  std::string_view text_;
  std::size_t source_size_ = 0;
  EncodingSet undone_;
  std::vector<EscapeRun> runs_;  // in order of both
};

// Undoes one level of the escapes in `undo`; `text` is shorter than 4 GiB.  False, and nothing
// allocated, when there is none.  layer.text() is in the arena and never longer than `text`.
// Any bytes may come.  O(text.size()).
bool DecodeOneLevel(std::string_view text, EncodingSet undo, Arena& arena, DecodedLayer& layer);

// As DecodeOneLevel, with FindEscapeBytewise.
bool DecodeOneLevelBytewise(std::string_view text, EncodingSet undo, Arena& arena,
                            DecodedLayer& layer);

}  // namespace fun::detect
