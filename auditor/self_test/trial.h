// One trial after another: a value, an encoding, a line, a place, and whether the judge finds it.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"
#include "auditor/self_test/encoder.h"
#include "auditor/self_test/planting.h"
#include "auditor/self_test/recall.h"
#include "core/detect/known/identities.h"

namespace fun::auditor {

// What all threads share.
struct TrialGround {
  std::vector<std::string_view> rules;  // that values are invented for
  std::vector<detect::KnownIdentity> people;
  std::vector<PlantBed> beds;  // with places
};

// One thread.  `ground` outlives it.
class TrialRunner {
 public:
  TrialRunner(const TrialGround& ground, Judge judge) : ground_(ground), judge_(std::move(judge)) {}

  // Plants for `rule` once in every encoding.
  void RunRound(std::string_view rule, Chance& chance, SelfTest& test);

  // Bytes of lines that were judged.
  std::uint64_t bytes() const { return bytes_; }

 private:
  void Try(std::string_view rule, std::span<const Encoding> chain, Chance& chance, SelfTest& test);
  std::string ValueOf(std::string_view rule, Chance& chance) const;
  std::uint64_t CountIn(std::string_view line, Span token, std::string_view rule);

  const TrialGround& ground_;
  Judge judge_;
  event::LineSplitter splitter_;
  std::vector<Finding> findings_;
  std::uint64_t bytes_ = 0;
};

// "plain", the name of the one encoding, "chain-2", "chain-3".
std::string_view NameOf(std::span<const Encoding> chain);

}  // namespace fun::auditor
