#include "auditor/differential/compare/comparison.h"

#include <utility>

#include "auditor/differential/compare/comparison_state.h"

namespace fun::auditor {
namespace {

using event::Action;

constexpr std::size_t kMostFindings = kMostHits;
constexpr std::size_t kMostOpen = 4096;          // containers in each other, of all layers
constexpr std::uint64_t kMostKeyLooks = 65'536;  // in one line, beyond the key that comes next

}  // namespace

Value Comparison::State::ValueOf(const Tree& tree, std::size_t node) {
  const TreeNode& value = tree.at(node);
  const bool is_string = value.kind == ValueKind::kString;
  return {value.kind, is_string ? Text(tree, value.raw) : Slice(tree.text(), value.raw)};
}

RawField Comparison::State::FieldOf(std::size_t member, event::NodeId node) {
  return FieldOfMember(tools.policy, node, Text(Raw(), Raw().at(member).key));
}

void Comparison::State::Find(Side side, std::string_view rule, std::string shape) {
  ++counts.faults;
  if (findings == nullptr || findings->size() >= most) return;
  findings->push_back(trail.FindingOf(side, rule, std::move(shape)));
}

void Comparison::State::CompareValue(Pair pair, const RawField& field) {
  const TreeNode& raw = Raw().at(pair.raw);
  const TreeNode& made = Anonymized().at(pair.anonymized);
  ++counts.values;
  trail.TakeToken(made.raw);
  switch (raw.kind) {
    case ValueKind::kObject:
    case ValueKind::kList:
      if (FateOf(tools.policy, field, {raw.kind}) == Fate::kGoes) return;
      if (made.kind != raw.kind) return FindChanged(pair.anonymized);
      if (open == kMostOpen) return Find(Side::kAnonymized, kIncompleteRule, "container");
      ++open;
      raw.kind == ValueKind::kObject ? CompareObject(pair, field.node) : CompareList(pair, field);
      --open;
      return;
    case ValueKind::kString:
      return CompareString(Text(Raw(), raw.raw), pair, field);
    case ValueKind::kNumber:
    case ValueKind::kTrueOrFalse:
    case ValueKind::kNull:
      return CompareScalar(pair, field);
  }
}

void Comparison::State::CompareObject(Pair pair, event::NodeId node) {
  trail.Open(true);
  std::size_t next = pair.raw + 1;
  const std::size_t end = Raw().at(pair.raw).end;
  const std::size_t last = Anonymized().at(pair.anonymized).end;
  for (std::size_t at = pair.anonymized + 1; at != last; at = Anonymized().at(at).end) {
    const Span key = Anonymized().at(at).key;
    const std::string_view text = Text(Anonymized(), key);
    const std::size_t member = FindMember(next, end, text, node);
    if (member == end) {
      trail.TakeKey(Side::kAnonymized, key);
      trail.TakeToken(key);
      Find(Side::kAnonymized, kAddedRule, ShapeOf(ValueOf(Anonymized(), at)));
      continue;
    }
    for (; next != member; next = Raw().at(next).end) Miss(next, FieldOf(next, node));
    trail.TakeKeys(Raw().at(member).key, key);
    CompareValue({member, at}, FieldOf(member, node));
    next = Raw().at(member).end;
  }
  for (; next != end; next = Raw().at(next).end) Miss(next, FieldOf(next, node));
  trail.Close();
}

// The member of the raw object that stands under `key` in the anonymized one; `end` if none.  One
// that had to go is taken only if there is no other: the conformity of the log says so.
std::size_t Comparison::State::FindMember(std::size_t from, std::size_t end, std::string_view key,
                                          event::NodeId node) {
  std::size_t gone = end;
  for (const bool is_exact : {true, false}) {
    for (std::size_t at = from; at != end; at = Raw().at(at).end) {
      if (at != from && ++key_looks > kMostKeyLooks) return gone;
      const std::string_view raw = Text(Raw(), Raw().at(at).key);
      if (is_exact ? raw != key : !IsKeyOf(raw, key)) continue;
      const RawField field = FieldOf(at, node);
      if (FateOf(tools.policy, field, ValueOf(Raw(), at)) != Fate::kGoes) return at;
      if (gone == end) gone = at;
    }
  }
  return gone;
}

// True when `key` may be what is made of the raw one: keys are data, too.
bool Comparison::State::IsKeyOf(std::string_view raw, std::string_view key) {
  FindCovers(key, key_covers);
  if (!key_covers.empty() && CoversText(raw, key, key_covers)) return true;
  if (!MayLoseParts(raw) && !json::LooksLikeJson(raw)) return false;
  return key.empty() || IsCutFrom(raw, key, key_covers);
}

// A value of the raw layer that the anonymized one does not have.
void Comparison::State::Miss(std::size_t node, const RawField& field) {
  const Value value = ValueOf(Raw(), node);
  if (FateOf(tools.policy, field, value) != Fate::kStays) return;
  if (IsTooDeep(value, field.treatment.action)) return;
  const Span key = Raw().at(node).key;
  if (key.size() != 0) trail.TakeKey(Side::kRaw, key);
  Find(Side::kRaw, kMissingRule, ShapeOf(value));
}

// Nobody can say what it hides: then it goes.
bool Comparison::State::IsTooDeep(const Value& value, Action action) {
  if (value.kind != ValueKind::kString) return false;
  if (json::LooksLikeJson(value.text) && trail.depth() + 1 >= kMostLayers) return true;
  return event::IsScanned(action) && scanner.Scan(value.text).is_incomplete;
}

void Comparison::State::CompareList(Pair pair, const RawField& field) {
  trail.Open(false);
  const RawField element = {field.node, field.treatment, true};
  std::size_t next = pair.raw + 1;
  std::size_t at = pair.anonymized + 1;
  const std::size_t end = Raw().at(pair.raw).end;
  const std::size_t last = Anonymized().at(pair.anonymized).end;
  std::size_t next_number = 0;
  std::size_t number = 0;
  while (next != end) {
    const Fate fate = FateOf(tools.policy, element, ValueOf(Raw(), next));
    trail.TakeElement(Side::kRaw, next_number);
    trail.TakeElement(Side::kAnonymized, number);
    const bool is_pair = fate != Fate::kGoes && at != last &&
                         (fate == Fate::kStays || FaultsOf({next, at}, element) == 0);
    if (is_pair) {
      CompareValue({next, at}, element);
      at = Anonymized().at(at).end;
      ++number;
    } else if (fate == Fate::kStays) {
      Miss(next, element);
    }
    next = Raw().at(next).end;
    ++next_number;
  }
  for (; at != last; at = Anonymized().at(at).end) {
    trail.TakeElement(Side::kAnonymized, number++);
    trail.TakeToken(Anonymized().at(at).raw);
    Find(Side::kAnonymized, kAddedRule, ShapeOf(ValueOf(Anonymized(), at)));
  }
  trail.Close();
}

// False: to be compared as text.
bool Comparison::State::CompareLayer(std::string_view raw, std::string_view anonymized,
                                     event::NodeId node) {
  const std::size_t depth = trail.depth();
  if (depth + 1 >= kMostLayers) return false;
  auto& [raw_tree, made_tree] = inner[depth];
  raw_tree.ParseText(raw, tools.max_depth);
  const bool is_whole = raw_tree.is_whole();
  if (!is_whole) {
    // Before a cut nothing tells that a last number is whole; a comma does.
    char* const ended = arena.Take(anonymized.size() + 1);
    ended[anonymized.copy(ended, anonymized.size())] = ',';
    made_tree.ParseText({ended, anonymized.size() + 1}, tools.max_depth);
  } else {
    made_tree.ParseText(anonymized, tools.max_depth);
  }
  if (!is_whole && !raw_tree.has_member()) return false;  // broken, and no object: a text
  if (made_tree.empty() || made_tree.is_whole() != is_whole) {
    Find(Side::kAnonymized, kChangedRule, "cut");
    return true;
  }
  layers[depth + 1] = {&raw_tree, &made_tree};
  trail.EnterLayer(raw, anonymized);
  CompareValue({0, 0}, FieldOfText(tools.policy, node));
  trail.LeaveLayer();
  return true;
}

std::uint64_t Comparison::State::FaultsOf(Pair pair, const RawField& field) {
  const ComparisonCounts before = std::exchange(counts, {});
  std::vector<Finding>* const kept = std::exchange(findings, nullptr);
  CompareValue(pair, field);
  findings = kept;
  return std::exchange(counts, before).faults;
}

Comparison::Comparison(const ComparisonTools& tools) : state_(std::make_unique<State>(tools)) {}
Comparison::Comparison(Comparison&&) noexcept = default;
Comparison::~Comparison() = default;

ComparisonCounts Comparison::Compare(const Tree& raw, const Tree& anonymized,
                                     std::vector<Finding>* findings) {
  State& state = *state_;
  state.arena.Clear();
  state.counts = {};
  state.open = 0;
  state.key_looks = 0;
  state.findings = findings;
  state.most = findings == nullptr ? 0 : findings->size() + kMostFindings;
  state.layers[0] = {&raw, &anonymized};
  state.trail.Start(raw.text(), anonymized.text());
  state.CompareValue({0, 0}, {event::kRoot, {}});
  return state.counts;
}

}  // namespace fun::auditor
