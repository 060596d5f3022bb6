// What an audit has found: counts of everything, places of as much as memory allows.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"
#include "core/event/time.h"
#include "core/record/summary.h"
#include "core/stream/chunks.h"

namespace fun::auditor {

enum class Verdict : std::uint8_t {
  kPassed,      // nothing as bad as the threshold
  kFailed,      // something
  kIncomplete,  // somebody must look at what could not be looked into
};

// "passed", "failed", "incomplete".
std::string_view NameOf(Verdict verdict);

struct PlacedFinding {
  std::uint32_t input = 0;  // its number, from 0
  std::uint64_t line = 0;   // from 1
  Finding finding;
};

// A rule, and pointers that differ in list indexes alone (PatternOf): "/a/*/b".
struct Place {
  std::string_view rule;
  std::string pattern;

  auto operator<=>(const Place&) const = default;
};
using PlaceCounts = std::map<Place, std::uint64_t>;

// Findings by the UTC day of their event; kNoDay: its time cannot be read.
using DayCounts = std::map<event::EpochDay, std::uint64_t>;
inline constexpr event::EpochDay kNoDay = std::numeric_limits<event::EpochDay>::max();

// What one entry of the baseline has accepted.
struct Accepted {
  std::uint64_t count = 0;
  DayCounts days;
  std::vector<PlacedFinding> findings;  // kept where the entry has a limit
};
using AcceptedByEntry = std::map<std::size_t, Accepted>;

// Of one chunk: lines are counted from its first.
struct ChunkAudit {
  record::LineCounts counts;  // out: judged
  record::Tally rules;        // findings
  PlaceCounts places;         // findings
  DayCounts days;             // findings
  std::vector<PlacedFinding> findings;
  AcceptedByEntry accepted;  // in none of the above but `counts`
  Inventory inventory;       // if the judge counts fields

  void Clear();
};

// Of all inputs.  One thread at a time.
class Audit {
 public:
  // Stores at most `most_findings`; whoever makes the ChunkAudits need not store more.
  explicit Audit(std::size_t most_findings) : most_findings_(most_findings) {}

  // Chunks come in the order of the input.
  void Add(const stream::Chunk& chunk, ChunkAudit& part);

  // Behind the last chunk: what an entry accepted at `place` are findings after all; one more
  // finding, of an entry itself or of the log.
  void TakeBack(std::size_t entry, const Place& place);
  void AddOne(PlacedFinding found);

  const AcceptedByEntry& accepted() const { return accepted_; }
  std::uint64_t AcceptedCount() const;
  const Inventory& inventory() const { return inventory_; }

  std::size_t most_findings() const { return most_findings_; }
  const record::LineCounts& counts() const { return counts_; }
  const record::Tally& rules() const { return rules_; }
  std::span<const PlacedFinding> findings() const { return findings_; }
  std::uint64_t FindingCount() const;

  // The first kMostPlaces in their order; what is behind counts under the pattern "…" of its rule.
  static constexpr std::size_t kMostPlaces = 10'000;
  const PlaceCounts& places() const { return places_; }
  const DayCounts& days() const { return days_; }

  // Findings of `least` or worse.
  std::uint64_t CountOf(detect::Severity least) const;

  // `least` is the threshold.  What an input or a signal cut short is incomplete, too.
  Verdict VerdictOf(detect::Severity least, bool is_cut_short) const;

 private:
  void AddPlaces(const PlaceCounts& places);
  void Store(const stream::Chunk& chunk, std::vector<PlacedFinding>& from,
             std::vector<PlacedFinding>& to) const;

  std::size_t most_findings_;
  record::LineCounts counts_;
  record::Tally rules_;
  PlaceCounts places_;
  DayCounts days_;
  std::vector<PlacedFinding> findings_;
  AcceptedByEntry accepted_;
  Inventory inventory_;
  std::uint64_t lines_ = 0;  // of the input so far
};

}  // namespace fun::auditor
