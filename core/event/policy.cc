#include "core/event/policy.h"

#include <algorithm>
#include <utility>

#include "core/base/encoding.h"
#include "core/base/file.h"
#include "core/event/field_names.h"
#include "core/event/nearest.h"

namespace fun::event {
namespace {

constexpr std::size_t kLargestFile = 1024 * 1024;

std::uint32_t EdgeFrom(NodeId node, KeyId id) { return std::uint32_t{node} << 16 | id; }
std::size_t SlotOf(std::uint32_t from) { return (from * std::uint64_t{0x9E3779B97F4A7C15}) >> 40; }

Action ActionOfUnknown(Unknown unknown) {
  switch (unknown) {
    case Unknown::kScan:
      return Action::kScan;
    case Unknown::kDrop:
    case Unknown::kRefuse:
      return Action::kDrop;
    case Unknown::kKeep:
      return Action::kKeep;
  }
  return Action::kDrop;
}

Error NoSuchPolicy(std::string_view name) {
  std::string hint = "policies:";
  for (const std::string_view known : Policy::BuiltInNames()) hint.append(" ").append(known);
  hint += "; or a file, FILE.toml";
  const auto nearest = NearestWord(name, Policy::BuiltInNames());
  if (nearest) hint.append("; did you mean ").append(*nearest);
  return {ExitCode::kUsage, "no such policy", hint};
}

std::string NameOfFile(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  if (path.ends_with(".toml")) path.remove_suffix(5);
  return std::string(path);
}

}  // namespace

Result<Policy> Policy::BuiltIn(std::string_view name) {
  for (const BuiltInPolicy& built_in : BuiltInPolicies()) {
    if (built_in.name != name) continue;
    auto text = ParsePolicy(built_in.toml, built_in.name, {});
    if (!text) return std::unexpected(text.error());
    text->name = name;
    return Policy(std::move(*text));
  }
  return std::unexpected(NoSuchPolicy(name));
}

std::span<const std::string_view> Policy::BuiltInNames() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> list;
    for (const BuiltInPolicy& built_in : BuiltInPolicies()) list.push_back(built_in.name);
    return list;
  }();
  return names;
}

Result<Policy> Policy::Load(const std::string& name_or_file,
                            std::span<const std::string_view> rule_ids) {
  if (!name_or_file.contains('/') && !name_or_file.ends_with(".toml")) return BuiltIn(name_or_file);
  auto toml = ReadSmallFile(name_or_file, kLargestFile);
  if (!toml) {
    if (toml.error().code == ExitCode::kInput) toml.error().code = ExitCode::kUsage;
    return std::unexpected(toml.error());
  }
  auto text = ParsePolicy(*toml, name_or_file, rule_ids);
  if (!text) return std::unexpected(text.error());
  text->name = NameOfFile(name_or_file);
  return Policy(std::move(*text));
}

Policy Policy::Of(PolicyText text) { return Policy(std::move(text)); }

Policy::Policy(PolicyText text) : text_(std::make_shared<const PolicyText>(std::move(text))) {
  by_key_[0] = {ActionOfUnknown(text_->unknown), Grammar::kAny, true, 0};
  for (std::size_t i = 0; i < rules().size(); ++i) AddRule(i);
  FillGaps();
  scans_text_ =
      IsScanned(unknown_action()) || std::ranges::any_of(rules(), IsScanned, &FieldRule::action);
}

void Policy::AddRule(std::size_t index) {
  const FieldRule& rule = rules()[index];
  const Treatment treatment = {rule.action, rule.grammar, false, static_cast<std::uint16_t>(index)};
  std::string_view selector = rule.selector;
  if (!selector.starts_with('/')) {
    const KeyId id = selector.starts_with('*') ? keys_.AddEnding(selector.substr(1))
                     : selector.ends_with('*')
                         ? keys_.AddBeginning(selector.substr(0, selector.size() - 1))
                         : keys_.AddKey(selector);
    Grow();
    by_key_[id] = treatment;
    return;
  }
  NodeId node = kRoot;
  while (!selector.empty()) {
    selector.remove_prefix(1);
    const std::string_view key = selector.substr(0, selector.find('/'));
    selector.remove_prefix(key.size());
    node = AddChild(node, key);
  }
  nodes_[node].is_selected = true;
  nodes_[node].treatment = treatment;
}

// Room for what is said of keys.
void Policy::Grow() {
  by_key_.resize(keys_.size(), by_key_[0]);
  is_on_path_.resize(keys_.size());
}

NodeId Policy::AddChild(NodeId node, std::string_view key) {
  const auto next = static_cast<NodeId>(nodes_.size());
  if (key == "*") {
    if (nodes_[node].any_child != kNowhere) return nodes_[node].any_child;
    nodes_[node].any_child = next;
  } else {
    const KeyId id = keys_.AddKey(key);
    Grow();
    is_on_path_[id] = 1;
    const NodeId known = FindChild(node, id);
    if (known != kNowhere && known != nodes_[node].any_child) return known;
    AddEdge({EdgeFrom(node, id), next});
  }
  nodes_.emplace_back();
  return next;
}

void Policy::AddEdge(const Edge& edge) {
  if (++edge_count_ * 4 > edges_.size()) {
    const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
    edge_count_ = 1;
    for (const Edge& each : old) {
      if (each.from != 0) AddEdge(each);
    }
  }
  std::size_t slot = SlotOf(edge.from);
  while (edges_[slot & (edges_.size() - 1)].from != 0) ++slot;
  edges_[slot & (edges_.size() - 1)] = edge;
}

// Keys that stand on paths only are what their parts make of them; and in a closed policy the way
// to a field that leaves is open.
void Policy::FillGaps() {
  for (const FieldRule& rule : rules()) {
    std::string_view path = rule.selector;
    while (path.starts_with('/')) {
      path.remove_prefix(1);
      const std::string_view key = path.substr(0, path.find('/'));
      path.remove_prefix(key.size());
      const KeyId id = keys_.IdOfWhole(key);
      if (id != 0 && by_key_[id].is_unknown) by_key_[id] = by_key_[keys_.IdOfPart(key)];
    }
  }
  if (!is_closed()) return;
  std::vector<bool> leads(nodes_.size());
  for (const Edge& edge : edges_) {
    if (edge.from != 0) leads[edge.from >> 16] = true;
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const bool is_way = leads[i] || nodes_[i].any_child != kNowhere;
    if (!is_way || nodes_[i].is_selected) continue;
    nodes_[i].is_selected = true;
    nodes_[i].treatment = {Action::kKeep, Grammar::kContainer, false, 0};
  }
}

NodeId Policy::FindChild(NodeId node, KeyId id) const {
  const std::uint32_t from = EdgeFrom(node, id);
  for (std::size_t slot = SlotOf(from);; ++slot) {
    const Edge& edge = edges_[slot & (edges_.size() - 1)];
    if (edge.from == from) return edge.to;
    if (edge.from == 0) return nodes_[node].any_child;
  }
}

bool Policy::Accepts(const Treatment& treatment, std::string_view text) const {
  if (treatment.grammar != Grammar::kWords) return IsOfGrammar(treatment.grammar, text);
  const std::vector<std::string>& words = rules()[treatment.rule].words;
  return text.empty() || std::ranges::find(words, text) != words.end();
}

bool Policy::LetsKeyStand(KeyId id, std::string_view key) const {
  return id != 0 || !is_closed() || IsFieldName(key) || IsPlatformId(key);
}

std::string Policy::Digest() const {
  std::vector<std::string> lines;
  for (const FieldRule& rule : rules()) {
    std::string line = "rule\t" + rule.selector;
    line.append("\t").append(NameOf(rule.action)).append("\t").append(NameOf(rule.grammar));
    for (const std::string& word : rule.words) line.append("\t").append(word);
    lines.push_back(std::move(line));
  }
  for (const Allowance& pair : allowances()) {
    lines.push_back("allow\t" + pair.path + "\t" + pair.rule);
  }
  std::ranges::sort(lines);
  std::string text = "policy 1\nunknown\t" + std::string(NameOf(unknown())) + "\n";
  for (const std::string& line : lines) text.append(line).append("\n");
  return EncodeHex(AsBytes(Sha256::Of(text)));
}

std::string PolicyDigestLines() {
  std::string lines;
  for (const BuiltInPolicy& built_in : BuiltInPolicies()) {
    const auto policy = Policy::BuiltIn(built_in.name);
    lines.append("\npolicy ").append(built_in.name).append(" sha256:").append(policy->Digest());
  }
  return lines;
}

}  // namespace fun::event
