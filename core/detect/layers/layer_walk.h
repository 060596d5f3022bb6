// Visits a text and every text that it is an encoding of.
//
//   walk.Begin(text);
//   while (walk.Next()) Scan(walk.text());       // the text itself comes first
//   if (walk.is_incomplete()) …                  // something may hide deeper
//
// From each visited text lead: its escapes undone; where quoted-printable is among them and others
// too, the same without it, whose signs `=20` may be a parameter's value after all, and it alone,
// whose line breaks may cut the others in half; where odd characters, or escapes that spell them,
// are among them and others too, those alone, which cut as well; and each base64 in it.  Bounded by
// depth and by decoded bytes, so that nothing that someone wrote makes work more than linear.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/detect/effort.h"
#include "core/detect/layers/base64_runs.h"
#include "core/detect/layers/decoded_layer.h"
#include "core/detect/layers/encodings.h"

namespace fun::detect {

struct LayerLimits {
  std::size_t depth = 16;         // levels below the text itself
  std::size_t factor = 8;         // decoded bytes: this many times the text's …
  std::size_t slack = 64 * 1024;  // … and this many
};

// Where in the outermost text something comes from.
struct OuterPlace {
  Span span;
  bool is_exact = true;  // false: base64 lies between, this is all that it was decoded from
};

// One thread; holds its memory for the next text.
class LayerWalk {
 public:
  explicit LayerWalk(LayerLimits limits = {}, Effort effort = Effort::kUsual)
      : limits_(limits), effort_(effort), finder_(effort), frames_(1) {}

  // `text` must stay until the next Begin.
  void Begin(std::string_view text);

  // Goes to the next text; false when there is none.  Nothing is allocated for a text without
  // encodings.
  bool Next();

  // Passes over what the text in hand is an encoding of: it was read in another way.
  void SkipBelow();

  // Of the text in hand, valid until the next Begin.
  std::string_view text() const { return frames_[top_].text; }
  std::size_t depth() const { return top_; }  // 0: the text itself

  // Up to `most` bytes that stand before the base64 in which the text in hand was found; "" if it
  // was in none.  Valid until the next Next.
  std::string_view BeforeBase64(std::size_t most) const;

  // Of a span of text(); these are valid until the next Next.  O(depth * log n).
  OuterPlace PlaceOf(Span span) const;

  // How it was written, from the outside in: "percent>base64"; "" when as it stands.
  std::string ChainOf(Span span) const;

  // True when a limit kept something from being visited.
  bool is_incomplete() const { return is_incomplete_; }

  // Bytes that were read since Begin, each as often as it was: the measure of the work.
  std::size_t steps() const { return steps_; }

 private:
  enum class Stage : unsigned char { kAll, kSure, kQuoted, kOdd, kWritten, kFindBase64, kBase64 };

  // A text on the way to the one in hand.
  struct Frame {
    std::string_view text;
    bool is_base64 = false;  // how it came from the frame before: from `source` …
    Span source;
    DecodedLayer layer;             // … or as this
    EncodingSet undo;               // what may be undone from here on
    Stage stage = Stage::kAll;      // what to try next
    bool has_doubt = false;         // undoing all has undone quoted-printable and more …
    bool has_odd = false;           // … odd characters and more
    bool has_written = false;       // … `\u2060` and its kin and more
    std::vector<Base64Text> found;  // in it
    std::size_t next_found = 0;
  };

  bool Descend();
  bool EnterDecoded(EncodingSet undo, EncodingSet undo_below);
  void FindInTop();
  bool EnterFound();
  bool MayEnter();
  void EnterText(std::string_view text, EncodingSet undo);
  void ShrinkFrames();

  LayerLimits limits_;
  Effort effort_;
  Arena arena_;
  Base64Finder finder_;
  std::vector<Frame> frames_;  // [0, top_] lead to the text in hand
  std::size_t top_ = 0;
  std::size_t budget_ = 0;       // decoded bytes that may be made
  std::size_t budget_used_ = 0;  // decoded bytes that were
  std::size_t steps_ = 0;
  bool has_begun_ = false;
  bool is_incomplete_ = false;
};

}  // namespace fun::detect
