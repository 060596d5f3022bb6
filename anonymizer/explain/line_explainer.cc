#include "anonymizer/explain/line_explainer.h"

#include "anonymizer/explain/inner_edits.h"
#include "anonymizer/text/hidden_member.h"
#include "core/event/field_names.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kMostSteps = 32;  // of a path; what lies deeper is counted together

// Sees nothing: for whether a text is JSON to its end.
struct Blind {
  void OnKey(json::RawString) {}
  void OnString(json::RawString) {}
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) {}
  void OnClose(std::size_t) {}
};

int RuleOf(const event::Policy& policy, const event::Treatment& treatment) {
  if (treatment.is_unknown) return kNoRule;
  const bool is_way = treatment.grammar == event::Grammar::kContainer &&
                      policy.rules()[treatment.rule].grammar != event::Grammar::kContainer;
  return is_way ? kWayToFields : treatment.rule;
}

}  // namespace

// The visitor of one layer.  Which treatment a field has is found as LayerEditor finds it.
class LayerExplainer {
 public:
  LayerExplainer(LineExplainer& line, const LineExplainer::InnerText& layer,
                 std::span<const json::Edit> edits)
      : line_(line),
        layer_(layer),
        edits_(edits),
        path_(layer.path),
        node_(layer.node),
        treatment_(&line.policy_.TreatmentOf(event::kNowhere, 0)),
        unknown_(treatment_) {}

  void OnKey(json::RawString raw) {
    if (skipped_ != 0) return;
    const event::Policy& policy = line_.policy_;
    const std::string_view key = Decoded(raw);
    const event::KeyId id = policy.IdOf(key);
    node_ = policy.Child(open_.back().node, id);
    treatment_ = policy.LetsKeyStand(id, key) ? &policy.TreatmentOf(node_, id) : unknown_;
    // A key may be data itself: only the platform's words and the policy's are shown.
    Step(event::IsFieldName(key) || policy.Names(key) ? key : "*");
    if (FindRemoval(edits_, raw.begin - 1) != nullptr) return;  // its value will be counted
    const std::span<const json::Edit> edits = EditsWithin(edits_, raw);
    if (id == 0 && IsLayer(raw, key, edits) != LineExplainer::Layer::kNone) return;
    if (!edits.empty()) CountChange(edits, Tally(true));
  }

  void OnString(json::RawString raw) {
    if (!BeginsValue(raw.begin - 1)) return;
    const std::span<const json::Edit> edits = EditsWithin(edits_, raw);
    if (LeavesText(treatment_->action)) {
      switch (IsLayer(raw, Decoded(raw), edits)) {
        case LineExplainer::Layer::kWhole:
          ++Tally().kept;
          return;
        case LineExplainer::Layer::kCut:
          ++Tally().changed;
          ++Tally().marks["tail cut"];
          return;
        case LineExplainer::Layer::kNone:
          break;
      }
    }
    CountValue(edits);
  }

  void OnScalar(Span raw) {
    if (BeginsValue(raw.begin)) CountValue(EditsWithin(edits_, raw));
  }

  void OnOpen(std::size_t at, bool is_object) {
    if (skipped_ != 0 || !BeginsValue(at)) {
      ++skipped_;
      return;
    }
    if (!open_.empty()) ++Tally().kept;
    open_.push_back({is_object, node_, treatment_, path_.size()});
  }

  void OnClose(std::size_t) {
    if (skipped_ != 0) {
      --skipped_;
    } else {
      open_.pop_back();
    }
  }

 private:
  struct Open {
    bool is_object = false;
    event::NodeId node = event::kNowhere;
    const event::Treatment* treatment = nullptr;
    std::size_t path_size = 0;
  };

  std::string_view Decoded(json::RawString raw) const {
    const std::string_view slice = Slice(layer_.text, raw);
    return raw.has_escape ? json::Unescape(slice, line_.arena_).text : slice;
  }

  // The path of an item of the open container.
  void Step(std::string_view name) {
    path_.resize(open_.back().path_size);
    const std::size_t steps = layer_.steps + open_.size();
    if (steps <= kMostSteps) path_.append("/").append(name);
    if (steps == kMostSteps + 1) path_ += "/…";
  }

  // False: nothing to be said of the value whose first byte stands at `at`; if it was dropped,
  // that was said.
  bool BeginsValue(std::size_t at) {
    if (skipped_ != 0) return false;
    if (!open_.empty() && !open_.back().is_object) {
      node_ = open_.back().node;
      treatment_ = open_.back().treatment;
      Step("*");
    }
    if (open_.empty() || FindRemoval(edits_, at) == nullptr) return true;
    ++Tally().dropped;
    return false;
  }

  LineExplainer::Layer IsLayer(json::RawString raw, std::string_view text,
                               std::span<const json::Edit> edits) {
    if (layer_.depth + 1 == kMaxLayers || !json::LooksLikeJson(text)) {
      return LineExplainer::Layer::kNone;
    }
    std::vector<json::Edit> inner;
    MapEditsIn(Slice(layer_.text, raw), raw.begin, edits, line_.arena_, inner);
    return line_.ExplainLayer(
        {text, layer_.depth + 1, node_, path_ + ">", layer_.steps + open_.size()}, inner);
  }

  FieldTally& Tally(bool is_key = false) {
    return (*line_.table_)[{path_, is_key, RuleOf(line_.policy_, *treatment_)}];
  }

  void CountValue(std::span<const json::Edit> edits) {
    if (edits.empty()) {
      ++Tally().kept;
    } else {
      CountChange(edits, Tally());
    }
  }

  static void CountChange(std::span<const json::Edit> edits, FieldTally& tally) {
    ++tally.changed;
    for (const json::Edit& edit : edits) CountMarks(edit.text, tally);
  }

  LineExplainer& line_;
  const LineExplainer::InnerText& layer_;
  std::span<const json::Edit> edits_;
  std::string path_;  // of the value in hand
  event::NodeId node_;
  const event::Treatment* treatment_;
  const event::Treatment* unknown_;
  std::vector<Open> open_;
  std::size_t skipped_ = 0;  // open containers of a dropped item
};

LineExplainer::Layer LineExplainer::ExplainLayer(const InnerText& inner,
                                                 std::span<const json::Edit> edits) {
  json::Structure& structure = layers_[inner.depth];
  if (structure.Index(inner.text) != json::Refusal::kNone) {
    structure.IndexAsFarAsPossible(inner.text);
  }
  Blind blind;
  const json::WalkOptions options = {max_depth_, false};
  const bool is_whole = json::Walker(inner.text, structure.start(), options, blind).Walk().ok();
  if (!is_whole && !HidesMember(inner.text, arena_)) return Layer::kNone;
  LayerExplainer visitor(*this, inner, edits);
  json::Walker(inner.text, structure.start(), options, visitor).Walk();
  return is_whole ? Layer::kWhole : Layer::kCut;
}

void LineExplainer::ExplainLine(const event::Line& line, std::span<const json::Edit> edits,
                                FieldTable& table) {
  arena_.Clear();
  table_ = &table;
  const InnerText whole = {line.text, 0, event::kRoot, "", 0};
  LayerExplainer visitor(*this, whole, edits);
  event::WalkLine(line, max_depth_, visitor);
}

}  // namespace fun::anonymizer
