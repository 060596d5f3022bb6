#include "anonymizer/layer.h"

#include "anonymizer/line.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::anonymizer {

namespace {

using event::Action;
using event::Grammar;

// What leaves as it is or as a text.
bool LeavesText(Action action) {
  return action == Action::kKeep || action == Action::kScan || action == Action::kTemplate;
}

constexpr std::string_view kSpaces = " \t\n\r";

// True when a brace stands in `text`, behind it the quote of a key, and somewhere
// behind that a quote and a colon.
bool HoldsMember(std::string_view text) {
  for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    const std::size_t open = text.find_first_not_of(kSpaces, at + 1);
    if (open == text.npos || text[open] != '"') continue;
    for (at = text.find(':', open); at != text.npos; at = text.find(':', at + 1)) {
      const std::size_t close = text.find_last_not_of(kSpaces, at - 1);
      if (close > open && text[close] == '"') return true;
    }
    return false;
  }
  return false;
}

// True when a member stands anywhere in a text that breaks off or is broken, or in JSON in
// its strings, the one that breaks off too.
bool HidesMember(std::string_view text, Arena& arena) {
  for (std::size_t layer = 0; layer < kMaxLayers; ++layer) {
    if (HoldsMember(text)) return true;
    const std::string_view decoded = json::Unescape(text, arena).text;
    if (decoded.size() == text.size()) return false;
    text = decoded;
  }
  return true;
}

}  // namespace

LayerVisitor::LayerVisitor(LineContext& context, std::string_view text, std::size_t depth,
                           event::NodeId node)
    : context_(context),
      scans_(context.policy.scans_text()),
      text_(text),
      depth_(depth),
      escapes_(text),
      node_(node),
      edits_(context.layers[depth].edits),
      removals_(context.layers[depth].removals),
      open_(context.layers[depth].open),
      treatment_(&context.policy.TreatmentOf(event::kNowhere, 0)) {
  removals_.Start(edits_);
  open_.clear();
}

std::string_view LayerVisitor::DecodedEscapes(Span raw) {
  return json::Unescape(Slice(text_, raw), context_.editor.arena()).text;
}

void LayerVisitor::OnKey(Span raw) {
  if (skipped_ != 0) return;
  removals_.BeginItem(raw.begin - 1);
  key_ = raw;
  const bool may_matter = raw.size() != 0 && (MayNeedEdit(raw) || escapes_.IsIn(raw) ||
                                              context_.policy.MayKnow(Slice(text_, raw)));
  if (may_matter || context_.policy.is_closed()) return OnKeyToEdit(raw);
  node_ = context_.policy.Child(open_.back().node, 0);
  treatment_ = &context_.policy.TreatmentOf(node_, 0);
}

void LayerVisitor::OnKeyToEdit(Span raw) {
  const std::string_view key = Decoded(raw);
  const event::KeyId id = context_.policy.IdOf(key);
  // Keys are data too: a request body in JSON becomes one.
  if (id == 0 && MayNeedEdit(raw) && !EditText(raw)) edits_.push_back({raw, ""});
  node_ = context_.policy.Child(open_.back().node, id);
  treatment_ = &context_.policy.TreatmentOf(node_, id);
  if (!context_.policy.LetsKeyStand(id, key)) {
    treatment_ = &context_.policy.TreatmentOf(event::kNowhere, 0);
  }
  context_.has_unknown |= treatment_->is_unknown;
}

// An element of an array has no key to begin with.
void LayerVisitor::BeginElement(std::size_t at) {
  if (open_.empty() || open_.back().is_object) return;
  removals_.BeginItem(at);
  treatment_ = open_.back().element;
  node_ = open_.back().node;
}

void LayerVisitor::OnString(Span raw) {
  if (skipped_ != 0) return;
  BeginElement(raw.begin - 1);
  const bool is_free = treatment_->action <= Action::kScan && treatment_->grammar == Grammar::kAny;
  if (is_free && !MayNeedEdit(raw)) {
    removals_.EndItem(raw.end + 1, false);
  } else {
    OnStringToEdit(raw);
  }
}

void LayerVisitor::OnStringToEdit(Span raw) {
  const bool is_kept = EditString(raw);
  // A layer that is one string has no item to remove: it is emptied.
  if (!is_kept && open_.empty()) edits_.push_back({raw, ""});
  removals_.EndItem(raw.end + 1, !is_kept);
}

// What leaves is of its grammar; a container's text is JSON, whose members are judged each.
bool LayerVisitor::IsOfGrammar(std::string_view text) const {
  if (treatment_->grammar == Grammar::kAny) return true;
  if (treatment_->grammar == Grammar::kContainer) return text.empty() || json::LooksLikeJson(text);
  return context_.policy.Accepts(*treatment_, text);
}

bool LayerVisitor::EditString(Span raw) {
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
      ++context_.editor.counts.dropped_by_type;
      return false;
    case Action::kKeep:
    case Action::kScan:
    case Action::kTemplate:
      if (IsOfGrammar(Decoded(raw))) return EditText(raw);
      ++context_.editor.counts.dropped_by_type;
      return false;
  }
  return false;
}

// False for nearly all strings, if the policy does not scan: they cannot hold JSON.
bool LayerVisitor::MayNeedEdit(Span raw) const {
  if (raw.size() == 0) return false;
  const char first = text_[raw.begin];
  return first == '{' || first == '[' || first == '\\' || first == ' ' || scans_;
}

bool LayerVisitor::EditText(Span raw) {
  const std::string_view text = Decoded(raw);
  if (json::LooksLikeJson(text)) {
    if (depth_ + 1 == kMaxLayers) {
      ++context_.editor.counts.dropped_too_deep;
      return false;
    }
    if (EditInnerLayer(text, raw)) return true;
  }
  if (scans_ && treatment_->action != Action::kKeep) {
    context_.editor.RedactText(text, text_, raw, edits_);
  }
  return true;
}

bool LayerVisitor::EditInnerLayer(std::string_view text, Span raw) {
  const FieldCounts before = context_.editor.counts;
  if (!AnonymizeLayer(context_, text, depth_ + 1, node_)) {
    context_.editor.counts = before;
    return false;
  }
  const std::vector<json::Edit>& inner = context_.layers[depth_ + 1].edits;
  if (!inner.empty()) {
    json::MapEditsOut(Slice(text_, raw), raw.begin, inner, context_.editor.arena(), edits_);
  }
  return true;
}

bool LayerVisitor::IsEnvelopeUsername() const {
  if (depth_ != 0) return false;
  return open_.size() == 1 || (open_.size() == 2 && open_.back().is_context);
}

void LayerVisitor::OnScalar(Span raw) {
  if (skipped_ != 0) return;
  BeginElement(raw.begin);
  const bool is_free = LeavesText(treatment_->action) && treatment_->grammar == Grammar::kAny;
  const bool is_kept = is_free || EditScalar(raw);
  removals_.EndItem(raw.end, !is_kept);
}

bool LayerVisitor::EditScalar(Span raw) {
  const std::string_view token = Slice(text_, raw);
  FieldCounts& counts = context_.editor.counts;
  const Action action = treatment_->action;
  if (action == Action::kDrop) {
    ++counts.dropped;
    return false;
  }
  if (token == "null") return true;
  if (LeavesText(action) && treatment_->grammar != Grammar::kContainer && IsOfGrammar(token)) {
    return true;
  }
  const bool is_number = token.front() == '-' || (token.front() >= '0' && token.front() <= '9');
  if (is_number &&
      (action == Action::kPseudonymUserId || action == Action::kPseudonymAnonymousId)) {
    context_.editor.PseudonymizeNumber(action, token, raw, edits_);
    return true;
  }
  ++counts.dropped_by_type;
  return false;
}

void LayerVisitor::OnOpen(std::size_t at, bool is_object) {
  if (skipped_ == 0) {
    const bool in_list = !open_.empty() && !open_.back().is_object;
    BeginElement(at);
    // A list of usernames is one; a list in that list, or an object, is not.
    const Action action = treatment_->action;
    const bool is_list_of_values = !is_object && !in_list && action != Action::kDrop;
    const bool may_hold =
        treatment_->grammar == Grammar::kAny || treatment_->grammar == Grammar::kContainer;
    // The root of a layer was let in with the string that holds it.
    if (open_.empty() || (LeavesText(action) && may_hold) || is_list_of_values) {
      const bool is_context =
          depth_ == 0 && open_.size() == 1 && is_object && Slice(text_, key_) == "context";
      open_.push_back({is_object, is_context, node_, treatment_});
      removals_.Open(at);
      return;
    }
    FieldCounts& counts = context_.editor.counts;
    ++(action == Action::kDrop ? counts.dropped : counts.dropped_by_type);
  }
  ++skipped_;
}

void LayerVisitor::OnClose(std::size_t at) {
  if (skipped_ != 0) {
    if (--skipped_ == 0) removals_.EndItem(at + 1, true);
    return;
  }
  open_.pop_back();
  removals_.Close();
  removals_.EndItem(at + 1, false);
}

void LayerVisitor::CutTail() {
  removals_.CutTail(text_.size());
  ++context_.editor.counts.tails_cut;
}

bool AnonymizeLayer(LineContext& context, std::string_view text, std::size_t depth,
                    event::NodeId node) {
  LayerMemory& memory = context.layers[depth];
  memory.edits.clear();
  if (memory.structure.Index(text) != json::Refusal::kNone) {
    memory.structure.IndexAsFarAsPossible(text);
  }
  LayerVisitor visitor(context, text, depth, node);
  json::Walker walker(text, {0, text.size()}, memory.structure.tokens(), context.max_depth,
                      visitor);
  if (walker.Walk().ok()) return true;
  if (!HidesMember(text, context.editor.arena())) return false;
  visitor.CutTail();
  return true;
}

}  // namespace fun::anonymizer
