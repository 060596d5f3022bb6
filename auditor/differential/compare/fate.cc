#include "auditor/differential/compare/fate.h"

#include <algorithm>

#include "core/detect/ip.h"
#include "core/json/scalar.h"

namespace fun::auditor {
namespace {

using event::Action;
using event::Grammar;

Fate FateIf(bool stays) { return stays ? Fate::kStays : Fate::kGoes; }

Fate FateOfContainer(const RawField& field, bool is_object) {
  const event::Treatment& treatment = field.treatment;
  const bool may_hold =
      treatment.grammar == Grammar::kAny || treatment.grammar == Grammar::kContainer;
  if (LeavesText(treatment.action) && may_hold) return Fate::kStays;
  // A list of values is one; a list in that list is not.
  return FateIf(!is_object && !field.is_element && treatment.action != Action::kDrop);
}

Fate FateOfText(const event::Policy& policy, const RawField& field, const Value& value) {
  const event::Treatment& treatment = field.treatment;
  const bool is_string = value.kind == ValueKind::kString;
  if (treatment.grammar == Grammar::kAny) return Fate::kStays;
  // A template is asked for its grammar when it is made.
  if (treatment.action == Action::kTemplate && is_string) return Fate::kMay;
  if (treatment.grammar == Grammar::kContainer) {
    return FateIf(is_string && (value.text.empty() || json::LooksLikeJson(value.text)));
  }
  return FateIf(policy.Accepts(treatment, value.text));
}

}  // namespace

bool LeavesText(Action action) {
  return action == Action::kKeep || action == Action::kScan || action == Action::kTemplate;
}

RawField FieldOfMember(const event::Policy& policy, event::NodeId node, std::string_view key) {
  const event::KeyId id = policy.IdOf(key);
  const event::NodeId child = policy.Child(node, id);
  if (!policy.LetsKeyStand(id, key)) return {child, policy.TreatmentOf(event::kNowhere, 0)};
  return {child, policy.TreatmentOf(child, id)};
}

RawField FieldOfText(const event::Policy& policy, event::NodeId node) {
  return {node, policy.TreatmentOf(event::kNowhere, 0)};
}

Fate FateOf(const event::Policy& policy, const RawField& field, const Value& value) {
  const Action action = field.treatment.action;
  if (action == Action::kDrop) return Fate::kGoes;
  if (value.kind == ValueKind::kNull) return Fate::kStays;
  if (value.kind == ValueKind::kObject || value.kind == ValueKind::kList) {
    return FateOfContainer(field, value.kind == ValueKind::kObject);
  }
  if (LeavesText(action)) return FateOfText(policy, field, value);
  const bool is_id = action == Action::kPseudonymUserId || action == Action::kPseudonymAnonymousId;
  if (value.kind != ValueKind::kString) return FateIf(is_id && value.kind == ValueKind::kNumber);
  const bool is_time = action == Action::kCoarsenTime && !value.text.empty();
  return FateIf(!is_time || event::IsOfGrammar(Grammar::kTime, value.text));
}

std::string NetworkOf(std::string_view text) {
  return detect::TruncateIp(text).value_or(std::string(detect::kIpMark));
}

bool IsHourOf(std::string_view coarse, std::string_view time) {
  constexpr std::size_t kMinutes = sizeof("2015-02-02T00:") - 1;
  if (coarse.size() != time.size() || time.size() < kMinutes) return coarse == time;
  const std::size_t zone = std::min(time.find_first_of("+-Z", kMinutes), time.size());
  for (std::size_t i = 0; i < time.size(); ++i) {
    const bool is_zero = i >= kMinutes && i < zone && time[i] >= '0' && time[i] <= '9';
    if (coarse[i] != (is_zero ? '0' : time[i])) return false;
  }
  return true;
}

}  // namespace fun::auditor
