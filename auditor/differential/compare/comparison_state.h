// A comparison while it goes on: what comparison.cc (objects, lists, layers) and
// comparison_values.cc (strings and scalars) share.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/differential/compare/comparison.h"
#include "auditor/differential/compare/text_check.h"
#include "auditor/differential/compare/trail.h"
#include "auditor/judge/line_judge.h"
#include "core/base/arena.h"
#include "core/json/text.h"

namespace fun::auditor {

struct Comparison::State {
  explicit State(const ComparisonTools& given)
      : tools(given),
        scanner(given.detector, &given.identities),
        trail({given.policy, scanner}),
        texts(given.pseudonyms, given.identities) {}

  // Values of the layer in hand, of each side.
  struct Pair {
    std::size_t raw = 0;
    std::size_t anonymized = 0;
  };
  struct Trees {
    const Tree* raw = nullptr;
    const Tree* anonymized = nullptr;
  };

  const Tree& Raw() const { return *layers[trail.depth()].raw; }
  const Tree& Anonymized() const { return *layers[trail.depth()].anonymized; }
  std::string_view Text(const Tree& tree, Span raw) {
    return json::Unescape(Slice(tree.text(), raw), arena).text;
  }
  Value ValueOf(const Tree& tree, std::size_t node);
  RawField FieldOf(std::size_t member, event::NodeId node);

  void CompareValue(Pair pair, const RawField& field);
  void CompareObject(Pair pair, event::NodeId node);
  void CompareList(Pair pair, const RawField& field);
  void CompareString(std::string_view raw, Pair pair, const RawField& field);
  void CompareScalar(Pair pair, const RawField& field);
  void ComparePseudonym(std::string_view raw, Pair pair, event::Action action);
  void CompareText(std::string_view raw, const Value& value, Pair pair, event::Action action);
  bool CompareLayer(std::string_view raw, std::string_view anonymized, event::NodeId node);
  std::uint64_t FaultsOf(Pair pair, const RawField& field);

  std::size_t FindMember(std::size_t from, std::size_t end, std::string_view key,
                         event::NodeId node);
  bool IsKeyOf(std::string_view raw, std::string_view key);
  void Miss(std::size_t node, const RawField& field);
  bool IsTooDeep(const Value& value, event::Action action);

  void Find(Side side, std::string_view rule, std::string shape);
  void FindChanged(std::size_t node) {
    Find(Side::kAnonymized, kChangedRule, ShapeOf(ValueOf(Anonymized(), node)));
  }

  ComparisonTools tools;
  Scanner scanner;
  Trail trail;
  TextCheck texts;
  Arena arena;
  std::array<Trees, kMostLayers + 1> layers;  // by depth
  std::array<Tree, 2> inner[kMostLayers];     // of depth 1 and below
  ComparisonCounts counts;
  std::vector<Finding>* findings = nullptr;
  std::size_t most = 0;  // findings that there is room for
  std::size_t open = 0;  // containers
  std::uint64_t key_looks = 0;
  std::vector<Cover> key_covers;
};

}  // namespace fun::auditor
