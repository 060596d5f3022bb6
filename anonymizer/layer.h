// Visits one layer of a line: the line itself, or the JSON in one of its strings.
//
// For each field the policy says what to do; this visitor does it by edits of
// the layer's own bytes.  A string that holds JSON is a layer of its own, whose
// edits are carried back through the string's escapes.
#pragma once

#include <string_view>
#include <vector>

#include "anonymizer/removals.h"
#include "anonymizer/values.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "core/json/structure.h"
#include "core/json/text.h"

namespace fun::anonymizer {

// An open object or array of a layer.
struct OpenContainer {
  bool is_object = false;
  bool is_context = false;  // the envelope's `context`
  event::NodeId node = 0;
  const event::Treatment* element = nullptr;  // of an array: for each element
};

// One layer's memory, kept from line to line.
struct LayerMemory {
  json::Structure structure;
  std::vector<json::Edit> edits;
  Removals removals;
  std::vector<OpenContainer> open;
};

// What all layers of a line share.
struct LineContext {
  const event::Policy& policy;
  ValueEditor& editor;
  std::vector<LayerMemory>& layers;  // by depth
  std::size_t max_depth = 0;
  bool allow_pseudonyms = false;
  bool has_pseudonym = false;  // found in an envelope's username: anonymized already
  bool has_unknown = false;    // a field that no rule selects
};

// The members that json::Walker wants; see core/json/walk.h.
class LayerVisitor {
 public:
  // `text` is the layer; depth 0 is the line.  `node`: the place of its root
  // in the policy.  The layer's edits are added to what its memory holds.
  LayerVisitor(LineContext& context, std::string_view text, std::size_t depth, event::NodeId node);

  void OnKey(Span raw);
  void OnString(Span raw);
  void OnScalar(Span raw);
  void OnOpen(std::size_t at, bool is_object);
  void OnClose(std::size_t at);

  // The text breaks off, or is broken: removes what was not walked.
  void CutTail();

 private:
  std::string_view Decoded(Span raw) {
    return escapes_.IsIn(raw) ? DecodedEscapes(raw) : Slice(text_, raw);
  }
  std::string_view DecodedEscapes(Span raw);
  [[gnu::noinline]] void OnKeyToEdit(Span raw);
  void BeginElement(std::size_t at);
  bool IsOfGrammar(std::string_view text) const;
  // Not inlined: what nearly all strings skip must not burden their way.
  [[gnu::noinline]] void OnStringToEdit(Span raw);
  bool EditString(Span raw);  // false: remove the item
  bool EditScalar(Span raw);
  [[gnu::noinline]] bool EditText(Span raw);
  bool MayNeedEdit(Span raw) const;
  bool EditInnerLayer(std::string_view text, Span raw);
  bool IsEnvelopeUsername() const;

  LineContext& context_;
  const bool scans_;  // the policy scans text
  std::string_view text_;
  std::size_t depth_;
  json::EscapeFinder escapes_;
  event::NodeId node_;  // of the value in hand
  std::vector<json::Edit>& edits_;
  Removals& removals_;
  std::vector<OpenContainer>& open_;
  const event::Treatment* treatment_;  // of the value in hand
  std::size_t skipped_ = 0;            // open containers of a removed item
  Span key_;                           // the last
};

// Walks `text` as JSON at layer `depth` and leaves the edits in
// context.layers[depth].  Of JSON that breaks off or is broken, what is whole before the break
// stays.  False: it is no JSON (no member stands in it), and the edits are void.
bool AnonymizeLayer(LineContext& context, std::string_view text, std::size_t depth,
                    event::NodeId node);

}  // namespace fun::anonymizer
