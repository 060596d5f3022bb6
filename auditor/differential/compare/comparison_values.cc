#include "auditor/differential/compare/comparison_state.h"

namespace fun::auditor {
namespace {

using event::Action;

constexpr std::size_t kShortestMarked = 8;  // that may become a mark
constexpr std::size_t kEnvelopeDepth = 2;   // the line's object and its context

}  // namespace

void Comparison::State::CompareScalar(Pair pair, const RawField& field) {
  const Value raw = ValueOf(Raw(), pair.raw);
  const Value made = ValueOf(Anonymized(), pair.anonymized);
  const Action action = field.treatment.action;
  if (FateOf(tools.policy, field, raw) == Fate::kGoes) return;  // conformity finds it
  if (raw.kind == ValueKind::kNumber && event::IsPseudonym(action)) {
    return ComparePseudonym(raw.text, pair, action);
  }
  if (made.kind == raw.kind && made.text == raw.text) return;
  const bool may_be_mark = raw.kind == ValueKind::kNumber && event::IsScanned(action) &&
                           raw.text.size() >= kShortestMarked;
  if (may_be_mark && made.kind == ValueKind::kString && IsMark(made.text)) return;
  FindChanged(pair.anonymized);
}

void Comparison::State::CompareString(std::string_view raw, Pair pair, const RawField& field) {
  const Value made = ValueOf(Anonymized(), pair.anonymized);
  const bool is_string = made.kind == ValueKind::kString;
  switch (field.treatment.action) {
    case Action::kDrop:
      return;  // conformity finds it
    case Action::kPseudonymUsername:
    case Action::kPseudonymUserId:
    case Action::kPseudonymSession:
    case Action::kPseudonymAnonymousId:
      return ComparePseudonym(raw, pair, field.treatment.action);
    case Action::kTruncateIp:
      if (!is_string || made.text != (raw.empty() ? raw : NetworkOf(raw))) {
        FindChanged(pair.anonymized);
      }
      return;
    case Action::kCoarsenTime:
      if (!is_string || !IsHourOf(made.text, raw)) FindChanged(pair.anonymized);
      return;
    case Action::kCoarsenAgent:
      if (!is_string || made.text.empty() != raw.empty()) FindChanged(pair.anonymized);
      return;
    case Action::kKeep:
    case Action::kScan:
    case Action::kTemplate:
      if (!is_string) return FindChanged(pair.anonymized);
      if (json::LooksLikeJson(raw) && CompareLayer(raw, made.text, field.node)) return;
      return CompareText(raw, made, pair, field.treatment.action);
  }
}

void Comparison::State::ComparePseudonym(std::string_view raw, Pair pair, Action action) {
  const Value made = ValueOf(Anonymized(), pair.anonymized);
  const bool is_envelope = trail.depth() == 0 && trail.open() <= kEnvelopeDepth;
  // funanon --allow-pseudonyms leaves it; without it the line would not be there.
  if (is_envelope && IsPseudonym(raw) && made.text == raw) return;
  if (raw.empty() && made.text.empty()) return;
  ++counts.pseudonyms;
  if (made.kind == ValueKind::kString && made.text == tools.pseudonyms.Of(action, raw)) return;
  ++counts.wrong_pseudonyms;
  Find(Side::kAnonymized, kWrongPseudonymRule, ShapeOf(made));
}

void Comparison::State::CompareText(std::string_view raw, const Value& value, Pair pair,
                                    Action action) {
  if (action == Action::kKeep) {
    if (raw != value.text) FindChanged(pair.anonymized);
    return;
  }
  switch (texts.Check(raw, value.text, action == Action::kTemplate)) {
    case TextVerdict::kSound:
      return;
    case TextVerdict::kChanged:
      return FindChanged(pair.anonymized);
    case TextVerdict::kWrongPseudonym:
      return Find(Side::kAnonymized, kWrongPseudonymRule, ShapeOf(value));
  }
}

}  // namespace fun::auditor
