// Visits one layer of a line: the line itself, or the JSON in one of its strings.
//
// For each field the policy says what to do; this visitor does it by edits of
// the layer's own bytes.  A string that holds JSON is a layer of its own, whose
// edits are carried back through the string's escapes.
//
// Nearly all keys and strings need nothing: LayerVisitor (layer_visitor.h), inlined into the walk,
// tells them by their first byte and length; LayerEditor does the rest.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "anonymizer/context.h"
#include "anonymizer/text/redactor.h"
#include "core/json/walk.h"

namespace fun::anonymizer {

// A shorter number is no phone number, card or social security number.
inline constexpr std::size_t kShortestNumber = 8;

class LayerEditor {
 public:
  // `text` is the layer; depth 0 is the line.  `node`: the place of its root
  // in the policy.  The layer's edits are added to what its memory holds.
  LayerEditor(LineContext& context, std::string_view text, std::size_t depth, event::NodeId node);

  // The text breaks off, or is broken: removes what was not walked.
  void CutTail();

 protected:
  // False for nearly every string, from its first byte (or its closing quote).
  [[gnu::always_inline]] bool MayHoldJson(Span raw) const {
    const char first = text_[raw.begin];
    return first == '{' || first == '[' || first == ' ' || first == '\\';
  }
  // True for a key or text to be scanned that was scanned before, and held nothing.
  [[gnu::always_inline]] bool IsKnownClean(json::RawString raw, bool is_template) const {
    return !raw.has_escape && !MayHoldJson(raw) && IsOfItself(depth_) &&
           context_.editor.clean_texts(is_template).Hold(Slice(text_, raw));
  }

  void EditKey(json::RawString raw);
  void EditString(json::RawString raw);
  void EditScalar(Span raw);
  void Open(std::size_t at, bool is_object);
  void Close(std::size_t at);

  LineContext& context_;
  std::string_view text_;
  std::size_t depth_;
  event::NodeId node_;                 // of the value in hand
  const event::Treatment* treatment_;  // of the value in hand
  const event::Treatment* unknown_;    // of a field that no rule selects
  bool in_wild_ = false;               // members of the open object are selected by "*"
  std::size_t skipped_ = 0;            // open containers of a removed item
  std::size_t skipped_at_ = 0;         // where that item's value begins
  std::size_t whole_end_ = 0;          // of the last value or bracket that was walked
  Span key_;                           // the last

 private:
  std::string_view Decoded(json::RawString raw) const;
  bool IsKeyKept(json::RawString raw, std::string_view key);
  bool IsStringKept(json::RawString raw);
  bool IsScalarKept(Span raw);
  bool IsOfGrammar(std::string_view text) const;
  bool IsTextKept(json::RawString raw, std::string_view text);
  std::optional<bool> KeepsInnerLayer(json::RawString raw, std::string_view text);
  Redactor& RedactorOfLayer();
  bool IsRedacted(json::RawString raw, std::string_view text, TextOptions options);
  void RedactNumber(Span raw);
  bool IsEnvelopeUsername() const;
  void Remove(Span value);

  std::vector<json::Edit>& edits_;
  std::vector<OpenContainer>& open_;
};

// Walks `text` as JSON at layer `depth` and leaves the edits in
// context.layers[depth].  Of JSON that breaks off or is broken, what is whole before the break
// stays.  False: it is no JSON (no member stands in it), and the edits are void.
bool AnonymizeLayer(LineContext& context, std::string_view text, std::size_t depth,
                    event::NodeId node);

}  // namespace fun::anonymizer
