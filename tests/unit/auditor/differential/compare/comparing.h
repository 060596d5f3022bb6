// A differential of a few lines, for its tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "auditor/differential/compare/comparison.h"
#include "core/detect/detector.h"
#include "core/detect/known/identities.h"
#include "keys/secret.h"

namespace fun::auditor {

inline constexpr std::string_view kTestSecret = "the secret of this test, no other";

class Comparing {
 public:
  explicit Comparing(std::string_view policy, std::vector<detect::KnownIdentity> people = {})
      : policy_(*event::Policy::BuiltIn(policy)),
        identities_(*detect::Identities::Load({}, people)),
        pseudonyms_(*Pseudonyms::Create(keys::Secret::CopyOf(kTestSecret))),
        comparison_({policy_, detector_, identities_, pseudonyms_, 1024}) {}

  // "RULE POINTER" of each finding.
  std::vector<std::string> Compare(std::string_view raw, std::string_view anonymized) {
    std::vector<Finding> findings;
    Parse(raw, raw_splitter_, raw_);
    Parse(anonymized, splitter_, tree_);
    counts_ = comparison_.Compare(raw_, tree_, &findings);
    std::vector<std::string> texts;
    for (const Finding& finding : findings) {
      texts.push_back(std::string(finding.rule) + " " + finding.pointer);
    }
    return texts;
  }

  std::string Username(std::string_view name) {
    return std::string(pseudonyms_.Of(event::Action::kPseudonymUsername, name));
  }
  std::string UserId(std::string_view id) {
    return std::string(pseudonyms_.Of(event::Action::kPseudonymUserId, id));
  }
  const ComparisonCounts& counts() const { return counts_; }
  const event::Policy& policy() const { return policy_; }
  Comparison& comparison() { return comparison_; }

 private:
  static void Parse(std::string_view text, event::LineSplitter& splitter, Tree& tree) {
    event::Line line;
    splitter.Start(text);
    if (!splitter.Next(line) || !tree.ParseLine(line, 1024).empty()) std::abort();
  }

  event::Policy policy_;
  detect::Detector detector_;
  detect::Identities identities_;
  Pseudonyms pseudonyms_;
  Comparison comparison_;
  event::LineSplitter raw_splitter_;
  event::LineSplitter splitter_;
  Tree raw_;
  Tree tree_;
  ComparisonCounts counts_;
};

}  // namespace fun::auditor
