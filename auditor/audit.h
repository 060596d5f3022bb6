// What an audit has found: counts of everything, places of as much as memory allows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge.h"
#include "core/record/summary.h"
#include "core/stream/chunks.h"

namespace fun::auditor {

enum class Verdict : std::uint8_t {
  kClean,
  kFindings,
  kIncomplete,  // somebody must look at what could not be looked into
};

// "clean", "findings", "incomplete".
std::string_view NameOf(Verdict verdict);

struct PlacedFinding {
  std::uint32_t input = 0;  // its number, from 0
  std::uint64_t line = 0;   // from 1
  Finding finding;
};

// Of one chunk: lines are counted from its first.
struct ChunkAudit {
  record::LineCounts counts;  // out: judged
  record::Tally rules;        // findings
  std::vector<PlacedFinding> findings;
};

// Of all inputs.  One thread at a time.
class Audit {
 public:
  // Stores at most `most_findings`; whoever makes the ChunkAudits need not store more.
  explicit Audit(std::size_t most_findings) : most_findings_(most_findings) {}

  // Chunks come in the order of the input.
  void Add(const stream::Chunk& chunk, ChunkAudit& part);

  std::size_t most_findings() const { return most_findings_; }
  const record::LineCounts& counts() const { return counts_; }
  const record::Tally& rules() const { return rules_; }
  std::span<const PlacedFinding> findings() const { return findings_; }
  std::uint64_t FindingCount() const;

  // Findings of `least` or worse.
  bool HasFindings(detect::Severity least) const;

  // What an input or a signal cut short is incomplete, too.
  Verdict VerdictOf(bool is_cut_short) const;

 private:
  std::size_t most_findings_;
  record::LineCounts counts_;
  record::Tally rules_;
  std::vector<PlacedFinding> findings_;
  std::uint64_t lines_ = 0;  // of the input so far
};

}  // namespace fun::auditor
