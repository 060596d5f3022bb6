// Tells of an anonymized line what befell each of its fields.
//
// The edits of the line say what was done; the line is walked once more to see to which fields,
// and the policy is asked why.  The walk that anonymizes carries nothing along for this.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "anonymizer/context.h"
#include "anonymizer/explain/field_table.h"
#include "core/base/arena.h"
#include "core/event/lines.h"
#include "core/event/policy.h"
#include "core/json/edit.h"
#include "core/json/structure.h"

namespace fun::anonymizer {

// One for each thread; the policy outlives it.
class LineExplainer {
 public:
  LineExplainer(const event::Policy& policy, std::size_t max_depth)
      : policy_(policy), max_depth_(max_depth), layers_(kMaxLayers) {}

  // Adds to `table` every member and element of the line, and of JSON in its strings and keys:
  // `edits` is what LineAnonymizer did to it.  An object or list counts as one value, too; of one
  // that was dropped, nothing within it is counted.
  void ExplainLine(const event::Line& line, std::span<const json::Edit> edits, FieldTable& table);

 private:
  friend class LayerExplainer;

  // JSON within a string: its decoded text, and where it stands.
  struct InnerText {
    std::string_view text;
    std::size_t depth = 0;  // of the layer
    event::NodeId node = event::kNowhere;
    std::string path;
    std::size_t steps = 0;  // of `path`
  };
  enum class Layer : std::uint8_t { kNone, kWhole, kCut };

  Layer ExplainLayer(const InnerText& inner, std::span<const json::Edit> edits);

  const event::Policy& policy_;
  std::size_t max_depth_;
  std::vector<json::Structure> layers_;  // by depth
  Arena arena_;                          // of the line
  FieldTable* table_ = nullptr;
};

}  // namespace fun::anonymizer
