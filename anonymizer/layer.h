// Visits one layer of a line: the line itself, or the JSON in one of its strings.
//
// For each field the policy says what to do; this visitor does it by edits of
// the layer's own bytes.  A string that holds JSON is a layer of its own, whose
// edits are carried back through the string's escapes.
//
// Nearly all keys and strings need nothing: LayerVisitor tells them by their first byte and
// length, inlined into the walk; LayerEditor does the rest.
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

// The members that json::Walker wants.  kAllFields: as LooksAtAllFields says of the policy.
template <bool kAllFields>
class LayerVisitor : public LayerEditor {
 public:
  using LayerEditor::LayerEditor;

  [[gnu::always_inline]] void OnKey(json::RawString raw) {
    if (skipped_ != 0) [[unlikely]]
      return;
    key_ = raw;
    node_ = event::kNowhere;
    treatment_ = unknown_;
    const bool may_matter = kAllFields || raw.has_escape || in_wild_ || MayHoldJson(raw) ||
                            (raw.size() != 0 && context_.policy.MayKnow(Slice(text_, raw)));
    if (may_matter) EditKey(raw);
  }

  [[gnu::always_inline]] void OnString(json::RawString raw) {
    if (skipped_ != 0) [[unlikely]]
      return;
    whole_end_ = raw.end + 1;
    const event::Action last_free = kAllFields ? event::Action::kKeep : event::Action::kScan;
    const bool is_free =
        treatment_->action <= last_free && treatment_->grammar == event::Grammar::kAny;
    if (!is_free || MayHoldJson(raw)) EditString(raw);
  }

  [[gnu::always_inline]] void OnScalar(Span raw) {
    if (skipped_ != 0) [[unlikely]]
      return;
    whole_end_ = raw.end;
    const bool is_number = kAllFields && raw.size() >= kShortestNumber;
    if (is_number || treatment_->action > event::Action::kScan ||
        treatment_->grammar != event::Grammar::kAny) {
      EditScalar(raw);
    }
  }

  void OnOpen(std::size_t at, bool is_object) { Open(at, is_object); }
  void OnClose(std::size_t at) { Close(at); }

 private:
  [[gnu::always_inline]] bool MayHoldJson(Span raw) const {
    const char first = text_[raw.begin];  // or the closing quote
    return first == '{' || first == '[' || first == ' ' || first == '\\';
  }
};

// Walks `text` as JSON at layer `depth` and leaves the edits in
// context.layers[depth].  Of JSON that breaks off or is broken, what is whole before the break
// stays.  False: it is no JSON (no member stands in it), and the edits are void.
bool AnonymizeLayer(LineContext& context, std::string_view text, std::size_t depth,
                    event::NodeId node);

}  // namespace fun::anonymizer
