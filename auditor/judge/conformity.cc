#include "auditor/judge/conformity.h"

#include <algorithm>
#include <bit>

#include "auditor/judge/judge.h"
#include "core/base/hex_text.h"
#include "core/detect/ip.h"
#include "core/detect/rules.h"
#include "core/json/text.h"
#include "core/record/bag_info.h"
#include "keys/pseudonym.h"

namespace fun::auditor {
namespace {

// null, a string that is good, or the list around such elements.
template <typename IsGood>
bool IsTextThat(IsGood is_good, const Value& value) {
  switch (value.kind) {
    case ValueKind::kNull:
      return true;
    case ValueKind::kString:
      return is_good(value.text);
    case ValueKind::kList:
      return !value.is_element;
    case ValueKind::kNumber:
    case ValueKind::kTrueOrFalse:
    case ValueKind::kObject:
      return false;
  }
  return false;
}

bool IsPseudonymValue(const Value& value) {
  return IsTextThat(
      [](std::string_view text) {
        // Of a learner who was erased stands a mark in others' events.
        return text.empty() || text == record::kErasedMark || IsPseudonym(text);
      },
      value);
}

bool IsNetworkValue(const Value& value) {
  switch (value.kind) {
    case ValueKind::kNull:
      return true;
    case ValueKind::kString:
      // What was no address is a mark: an address with a digit too many would still say whose it
      // is.
      return value.text.empty() || value.text == detect::kIpMark ||
             detect::IsTruncatedIp(value.text);
    case ValueKind::kList:
      return !value.is_element;
    case ValueKind::kNumber:  // an IPv4 address is a number, too
    case ValueKind::kTrueOrFalse:
    case ValueKind::kObject:
      return false;
  }
  return false;
}

// What a grammar asks of a value: of text its form, of what holds others that it may.
bool IsGrammarValue(const event::Policy& policy, const event::Treatment& treatment,
                    const Value& value) {
  const bool is_container = treatment.grammar == event::Grammar::kContainer;
  switch (value.kind) {
    case ValueKind::kNull:
      return true;
    case ValueKind::kObject:
      return is_container;
    case ValueKind::kList:
      return is_container || !value.is_element;
    case ValueKind::kString:
      if (is_container) return value.text.empty() || json::LooksLikeJson(value.text);
      return policy.Accepts(treatment, value.text);
    case ValueKind::kNumber:
    case ValueKind::kTrueOrFalse:
      return !is_container && policy.Accepts(treatment, value.text);
  }
  return false;
}

bool IsCoarseValue(event::Grammar grammar, const Value& value) {
  return IsTextThat([grammar](std::string_view text) { return event::IsOfGrammar(grammar, text); },
                    value);
}

}  // namespace

ValueKind KindOfScalar(char first) {
  if (first == 'n') return ValueKind::kNull;
  return first == 't' || first == 'f' ? ValueKind::kTrueOrFalse : ValueKind::kNumber;
}

bool IsPseudonym(std::string_view text) {
  return text.size() == keys::kPseudonymSize && IsLowerHexText(text);
}

bool IsHexOfPseudonymSize(std::string_view text) {
  return text.size() == keys::kPseudonymSize && IsHexText(text);
}

std::string_view BrokenRule(const event::Policy& policy, const event::Treatment& treatment,
                            const Value& value) {
  switch (treatment.action) {
    case event::Action::kKeep:
    case event::Action::kScan:
    case event::Action::kTemplate:
      if (TakesAnyValue(treatment)) return {};
      return IsGrammarValue(policy, treatment, value) ? std::string_view() : kGrammarRule;
    case event::Action::kCoarsenTime:
      return IsCoarseValue(event::Grammar::kHour, value) ? std::string_view() : kGrammarRule;
    case event::Action::kCoarsenAgent:
      return IsCoarseValue(event::Grammar::kAgent, value) ? std::string_view() : kGrammarRule;
    case event::Action::kDrop:
      return treatment.is_unknown ? kUnknownFieldRule : kDroppedFieldRule;
    case event::Action::kPseudonymUsername:
      return IsPseudonymValue(value) ? std::string_view() : kUsernameRule;
    case event::Action::kPseudonymUserId:
    case event::Action::kPseudonymSession:
    case event::Action::kPseudonymAnonymousId:
      return IsPseudonymValue(value) ? std::string_view() : kPseudonymRule;
    case event::Action::kTruncateIp:
      return IsNetworkValue(value) ? std::string_view() : kIpFieldRule;
  }
  return {};
}

Allowances::Allowances(const event::Policy& policy) : nodes_(1) {
  for (const event::Allowance& allowance : policy.allowances()) {
    std::string_view path = allowance.path;
    Place place = event::kRoot;
    while (!path.empty()) {
      path.remove_prefix(1);
      const std::string_view key = path.substr(0, path.find('/'));
      path.remove_prefix(key.size());
      Place child = Child(place, key);
      if (child == event::kNowhere) {
        child = static_cast<Place>(nodes_.size());
        nodes_.push_back({place, key, {}});
      }
      place = child;
    }
    nodes_[place].rules.push_back(allowance.rule);
  }
}

Allowances::Place Allowances::Child(Place place, std::string_view key) const {
  if (place == event::kNowhere) return event::kNowhere;
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (nodes_[i].parent == place && nodes_[i].key == key) return static_cast<Place>(i);
  }
  return event::kNowhere;
}

bool Allowances::Allow(Place place, std::string_view rule) const {
  if (place == event::kNowhere) return false;
  const auto& rules = nodes_[place].rules;
  return std::ranges::find(rules, rule) != rules.end();
}

std::string_view Allowances::NotAllowed(Place place, std::string_view rule,
                                        std::uint32_t rules) const {
  if (!Allow(place, rule)) return rule;
  const detect::Rule* worst = nullptr;
  for (; rules != 0; rules &= rules - 1) {
    const detect::Rule& other = detect::Rules()[static_cast<unsigned>(std::countr_zero(rules))];
    if (Allow(place, other.id)) continue;
    if (worst == nullptr || other.severity > worst->severity) worst = &other;
  }
  return worst == nullptr ? std::string_view() : worst->id;
}

}  // namespace fun::auditor
