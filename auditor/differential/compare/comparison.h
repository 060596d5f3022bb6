// Compares an anonymized line with the raw line that it was made of.
//
// Both are walked together, by the policy and the documents alone: which members must be gone,
// which must be there, and what must stand in them.  JSON within strings is compared as JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/differential/compare/fate.h"
#include "auditor/differential/compare/text_match.h"
#include "auditor/differential/compare/tree.h"
#include "auditor/differential/pseudonyms.h"
#include "auditor/judge/judge.h"
#include "auditor/judge/layer.h"
#include "auditor/judge/scanner.h"

namespace fun::auditor {

// What a comparison is made with; all outlive it.
struct ComparisonTools {
  const event::Policy& policy;
  const detect::Detector& detector;
  const detect::Identities& identities;
  Pseudonyms& pseudonyms;
  std::size_t max_depth = 1024;
};

struct ComparisonCounts {
  std::uint64_t values = 0;            // compared
  std::uint64_t faults = 0;            // findings, of pseudonyms too
  std::uint64_t pseudonyms = 0;        // of fields
  std::uint64_t wrong_pseudonyms = 0;  //
};

// One thread; reuse it.
class Comparison {
 public:
  explicit Comparison(const ComparisonTools& tools);
  Comparison(Comparison&&) noexcept;
  ~Comparison();

  // Both trees are of whole lines.  Appends what differs to `findings` (at most 1,000), unless it
  // is nullptr.
  ComparisonCounts Compare(const Tree& raw, const Tree& anonymized, std::vector<Finding>* findings);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace fun::auditor
