// Finds base64 of readable text within a text.
//
// A run of base64's alphabet, standard or URL-safe, may begin with characters that only stand
// before it (`token/YWRh…`): it is read at each of the four alignments, and what of the bytes is
// readable UTF-8 is a find.  Runs may be wrapped as in mail; padding is optional and may be
// percent-encoded.  Passed over: runs of hexadecimal digits and hyphens only (ids, UUIDs), of small
// letters and signs only (event names); runs of small letters only are read from their beginning.
// Not found: gzip or deflate within base64, UTF-16 and Latin-1 text, text of less than seven bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/detect/clean_texts.h"
#include "core/detect/effort.h"
#include "core/detect/layers/decoded_layer.h"

namespace fun::detect {

struct Base64Text {
  Span source;            // the quanta that it was decoded from, with the padding behind them
  std::string_view text;  // readable, at least six characters
};

class Base64Finder {
 public:
  // With kEveryAlphabet no run is passed over for its alphabet.
  explicit Base64Finder(Effort effort = Effort::kUsual) : effort_(effort) {}

  // Puts what `text` holds into `found`, decoded in `arena`; finds at different alignments may
  // overlap.  `above`, if any, is the layer whose text `text` is: a run that it copied as it was
  // is passed over, for it was found in the source.  Returns how many characters were read, at
  // most nine times the text's: the measure of the work.  Any bytes may come.
  std::size_t Find(std::string_view text, const DecodedLayer* above, Arena& arena,
                   std::vector<Base64Text>& found);

  // Gives back what a monster text needed.
  void Shrink();

 private:
  struct Line {
    std::size_t first;   // index of its first value
    std::size_t source;  // where that stands in the text
  };

  std::size_t LoadRun(std::size_t begin);
  void ReadRun();
  void ReadFamily(std::uint8_t strange, bool is_url_safe);
  void ReadPiece(Span piece);
  void Pack(Span piece);
  void ReadAligned(Span piece, std::size_t alignment);
  void KeepReadable(Span piece, std::string_view bytes);
  void Keep(Span piece, Span part, std::string_view bytes);
  std::size_t SourceOfValue(std::size_t index) const;

  Effort effort_;
  std::string_view text_;
  Arena* arena_ = nullptr;
  std::vector<Base64Text>* found_ = nullptr;
  std::vector<std::uint8_t> values_;  // of the run in hand, without its line breaks
  std::vector<Line> lines_;           // of it, one at least
  std::vector<char> packed_;          // what they are from the first of a piece on
  std::vector<char> shifted_;         // … and from a later one on
  std::size_t padding_ = 0;           // bytes of it behind the run
  std::size_t steps_ = 0;
  CleanTexts unreadable_;  // runs that hold nothing
};

}  // namespace fun::detect
