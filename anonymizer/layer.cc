#include "anonymizer/layer.h"

#include <string>

#include "anonymizer/context.h"
#include "anonymizer/layer_visitor.h"
#include "anonymizer/removals.h"
#include "anonymizer/text/hidden_member.h"
#include "core/json/text.h"

namespace fun::anonymizer {

namespace {

using event::Action;
using event::Grammar;

}  // namespace

LayerEditor::LayerEditor(LineContext& context, std::string_view text, std::size_t depth,
                         event::NodeId node)
    : context_(context),
      text_(text),
      depth_(depth),
      node_(node),
      treatment_(&context.policy.TreatmentOf(event::kNowhere, 0)),
      unknown_(treatment_),
      edits_(context.layers[depth].edits),
      open_(context.layers[depth].open) {
  open_.clear();
}

std::string_view LayerEditor::Decoded(json::RawString raw) const {
  const std::string_view slice = Slice(text_, raw);
  return raw.has_escape ? json::Unescape(slice, context_.editor.arena()).text : slice;
}

void LayerEditor::EditKey(json::RawString raw) {
  const event::Policy& policy = context_.policy;
  const std::string_view key = Decoded(raw);
  const event::KeyId id = policy.IdOf(key);
  node_ = policy.Child(open_.back().node, id);
  treatment_ = &policy.TreatmentOf(node_, id);
  if (!policy.LetsKeyStand(id, key)) treatment_ = unknown_;
  context_.has_unknown |= treatment_->is_unknown;
  // Keys are data too: a request body in JSON becomes one.
  if (id == 0 && !key.empty() && !IsKnownClean(raw, false) && !IsKeyKept(raw, key)) {
    edits_.push_back({raw, ""});
  }
}

bool LayerEditor::IsKeyKept(json::RawString raw, std::string_view key) {
  if (const auto is_kept = KeepsInnerLayer(raw, key)) return *is_kept;
  return !context_.policy.scans_text() || IsRedacted(raw, key, {});
}

void LayerEditor::EditString(json::RawString raw) {
  if (IsStringKept(raw)) return;
  if (open_.empty()) {
    edits_.push_back({raw, ""});  // a layer that is one string has no item to remove
  } else {
    Remove({raw.begin - 1, raw.end + 1});
  }
}

// What leaves is of its grammar; a container's text is JSON, whose members are judged each.
bool LayerEditor::IsOfGrammar(std::string_view text) const {
  if (treatment_->grammar == Grammar::kAny) return true;
  if (treatment_->grammar == Grammar::kContainer) return text.empty() || json::LooksLikeJson(text);
  return context_.policy.Accepts(*treatment_, text);
}

bool LayerEditor::IsStringKept(json::RawString raw) {
  const Action action = treatment_->action;
  switch (action) {
    case Action::kDrop:
      ++context_.editor.counts.dropped;
      return false;
    case Action::kPseudonymUsername:
      if (IsEnvelopeUsername() && HasPseudonymShape(Decoded(raw))) {
        context_.has_pseudonym = true;
        if (context_.allow_pseudonyms) return true;
      }
      [[fallthrough]];
    case Action::kPseudonymUserId:
    case Action::kPseudonymSession:
    case Action::kPseudonymAnonymousId:
      context_.editor.PseudonymizeString(action, Decoded(raw), raw, edits_);
      return true;
    case Action::kTruncateIp:
      context_.editor.TruncateIpField(Decoded(raw), raw, edits_);
      return true;
    case Action::kCoarsenTime:
    case Action::kCoarsenAgent:
      if (context_.editor.CoarsenField(action, Decoded(raw), raw, edits_)) return true;
      break;
    case Action::kTemplate:
      if (IsTextKept(raw, Decoded(raw))) return true;
      break;
    case Action::kKeep:
    case Action::kScan:
      if (IsOfGrammar(Decoded(raw))) return IsTextKept(raw, Decoded(raw));
      break;
  }
  ++context_.editor.counts.dropped_by_type;
  return false;
}

// Edits a text, whose decoded form is `text`; false: it must go.
bool LayerEditor::IsTextKept(json::RawString raw, std::string_view text) {
  if (const auto is_kept = KeepsInnerLayer(raw, text)) return *is_kept;
  if (treatment_->action == Action::kKeep) return true;
  return IsRedacted(raw, text, {treatment_->action == Action::kTemplate, Slice(text_, key_)});
}

Redactor& LayerEditor::RedactorOfLayer() {
  std::unique_ptr<Redactor>& redactor = context_.layers[depth_].redactor;
  if (redactor == nullptr) redactor = std::make_unique<Redactor>(depth_);
  return *redactor;
}

// False: nobody can say what the text hides, or what is left of it is not of the field's grammar.
bool LayerEditor::IsRedacted(json::RawString raw, std::string_view text, TextOptions options) {
  std::vector<json::Edit>& edits = context_.layers[depth_].text_edits;
  if (!RedactorOfLayer().Redact(context_, text, options, edits)) {
    ++context_.editor.counts.dropped_too_deep;
    return false;
  }
  if (options.is_template && treatment_->grammar != Grammar::kAny) {
    std::string edited;
    if (!json::AppendEdited(text, edits, edited) || !IsOfGrammar(edited)) return false;
  }
  if (!edits.empty()) {
    json::MapEditsOut(Slice(text_, raw), raw.begin, edits, context_.editor.arena(), edits_);
  }
  return true;
}

// A number that is somebody's becomes a string: the mark.
void LayerEditor::RedactNumber(Span raw) {
  std::vector<json::Edit>& edits = context_.layers[depth_].text_edits;
  const std::string_view number = Slice(text_, raw);
  RedactorOfLayer().Redact(context_, number, {false, Slice(text_, key_)}, edits);
  if (edits.empty()) return;
  const std::string_view mark = edits.front().text;
  char* const quoted = context_.editor.arena().Take(mark.size() + 2);
  quoted[0] = quoted[mark.size() + 1] = '"';
  mark.copy(quoted + 1, mark.size());
  edits_.push_back({raw, {quoted, mark.size() + 2}});
}

// Edits the JSON in a string, a layer of its own.  Nothing: it is no JSON; false: it lies too deep
// to be looked into, and must go.
std::optional<bool> LayerEditor::KeepsInnerLayer(json::RawString raw, std::string_view text) {
  if (!json::LooksLikeJson(text)) return std::nullopt;
  if (depth_ + 1 == kMaxLayers) {
    ++context_.editor.counts.dropped_too_deep;
    return false;
  }
  const FieldCounts before = context_.editor.counts;
  if (!AnonymizeLayer(context_, text, depth_ + 1, node_)) {
    context_.editor.counts = before;
    return std::nullopt;
  }
  const std::vector<json::Edit>& inner = context_.layers[depth_ + 1].edits;
  if (!inner.empty()) {
    json::MapEditsOut(Slice(text_, raw), raw.begin, inner, context_.editor.arena(), edits_);
  }
  return true;
}

bool LayerEditor::IsEnvelopeUsername() const {
  if (depth_ != 0) return false;
  return open_.size() == 1 || (open_.size() == 2 && open_.back().is_context);
}

void LayerEditor::EditScalar(Span raw) {
  if (!IsScalarKept(raw)) Remove(raw);
}

bool LayerEditor::IsScalarKept(Span raw) {
  const std::string_view token = Slice(text_, raw);
  FieldCounts& counts = context_.editor.counts;
  const Action action = treatment_->action;
  if (action == Action::kDrop) {
    ++counts.dropped;
    return false;
  }
  if (token == "null") return true;
  const bool is_number = token.front() == '-' || (token.front() >= '0' && token.front() <= '9');
  if (LeavesText(action) && treatment_->grammar != Grammar::kContainer && IsOfGrammar(token)) {
    if (is_number && action != Action::kKeep && token.size() >= kShortestNumber) RedactNumber(raw);
    return true;
  }
  if (is_number &&
      (action == Action::kPseudonymUserId || action == Action::kPseudonymAnonymousId)) {
    context_.editor.PseudonymizeNumber(action, token, raw, edits_);
    return true;
  }
  ++counts.dropped_by_type;
  return false;
}

// Removes the member or element whose value is `value`.
void LayerEditor::Remove(Span value) {
  if (open_.back().is_object) value.begin = key_.begin - 1;
  RemoveItem(text_, value, edits_);
}

void LayerEditor::Open(std::size_t at, bool is_object) {
  if (skipped_ != 0) {
    ++skipped_;
    return;
  }
  const Action action = treatment_->action;
  const bool in_list = !open_.empty() && !open_.back().is_object;
  // A list of usernames is one; a list in that list, or an object, is not.
  const bool is_list_of_values = !is_object && !in_list && action != Action::kDrop;
  const bool may_hold =
      treatment_->grammar == Grammar::kAny || treatment_->grammar == Grammar::kContainer;
  // The root of a layer was let in with the string that holds it.
  if (!open_.empty() && !(LeavesText(action) && may_hold) && !is_list_of_values) {
    FieldCounts& counts = context_.editor.counts;
    ++(action == Action::kDrop ? counts.dropped : counts.dropped_by_type);
    ++skipped_;
    skipped_at_ = at;
    return;
  }
  const bool is_context =
      depth_ == 0 && open_.size() == 1 && is_object && Slice(text_, key_) == "context";
  open_.push_back({is_object, is_context, node_, treatment_});
  whole_end_ = at + 1;
  in_wild_ = context_.policy.Child(node_, 0) != event::kNowhere;
}

void LayerEditor::Close(std::size_t at) {
  whole_end_ = at + 1;
  if (skipped_ != 0) {
    if (--skipped_ == 0) Remove({skipped_at_, at + 1});
    return;
  }
  open_.pop_back();
  if (open_.empty()) return;
  // What elements of a list have in common; an object's next key says its own.
  node_ = open_.back().node;
  treatment_ = open_.back().element;
  in_wild_ = context_.policy.Child(node_, 0) != event::kNowhere;
}

void LayerEditor::CutTail() {
  const bool in_member = skipped_ != 0 && open_.back().is_object;
  if (skipped_ != 0) whole_end_ = in_member ? key_.begin - 1 : skipped_at_;
  RemoveTail(text_, whole_end_, edits_);
  ++context_.editor.counts.tails_cut;
}

namespace {

template <bool kAllFields>
bool AnonymizeTokens(LineContext& context, std::string_view text, std::size_t depth,
                     event::NodeId node) {
  LayerVisitor<kAllFields> visitor(context, text, depth, node);
  json::Walker walker(text, context.layers[depth].structure.start(), {context.max_depth, false},
                      visitor);
  if (walker.Walk().ok()) return true;
  if (!HidesMember(text, context.editor.arena())) return false;
  visitor.CutTail();
  return true;
}

}  // namespace

bool AnonymizeLayer(LineContext& context, std::string_view text, std::size_t depth,
                    event::NodeId node) {
  LayerMemory& memory = context.layers[depth];
  memory.edits.clear();
  if (memory.structure.Index(text) != json::Refusal::kNone) {
    memory.structure.IndexAsFarAsPossible(text);
  }
  return LooksAtAllFields(context.policy) ? AnonymizeTokens<true>(context, text, depth, node)
                                          : AnonymizeTokens<false>(context, text, depth, node);
}

}  // namespace fun::anonymizer
