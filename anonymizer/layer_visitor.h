// The visitor of a layer: passes over what needs nothing, inlined into the walk.
#pragma once

#include "anonymizer/layer.h"
#include "core/json/walk.h"

namespace fun::anonymizer {

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
    const std::string_view key(text_.data() + raw.begin, raw.size());
    const bool may_matter = kAllFields || raw.has_escape || in_wild_ || MayHoldJson(raw) ||
                            (!key.empty() && context_.policy.MayKnow(key));
    if (may_matter) EditKey(raw);
  }

  [[gnu::always_inline]] void OnString(json::RawString raw) {
    if (skipped_ != 0) [[unlikely]]
      return;
    whole_end_ = raw.end + 1;
    const event::Action last_free = kAllFields ? event::Action::kKeep : event::Action::kScan;
    const bool is_of_any = treatment_->grammar == event::Grammar::kAny;
    const bool is_free = treatment_->action <= last_free && is_of_any;
    if (is_free && !MayHoldJson(raw)) return;
    if (kAllFields && is_of_any && event::IsScanned(treatment_->action) &&
        IsKnownClean(raw, treatment_->action == event::Action::kTemplate)) {
      return;
    }
    EditString(raw);
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
};

}  // namespace fun::anonymizer
