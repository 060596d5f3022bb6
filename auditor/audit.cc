#include "auditor/audit.h"

#include <algorithm>
#include <utility>

namespace fun::auditor {

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kClean:
      return "clean";
    case Verdict::kFindings:
      return "findings";
    case Verdict::kIncomplete:
      return "incomplete";
  }
  return "";
}

void Audit::Add(const stream::Chunk& chunk, ChunkAudit& part) {
  if (chunk.is_first) lines_ = 0;
  for (PlacedFinding& found : part.findings) {
    if (findings_.size() == most_findings_) break;
    found.input = chunk.input;
    found.line += lines_;
    findings_.push_back(std::move(found));
  }
  lines_ += part.counts.read;
  counts_ += part.counts;
  record::AddTo(rules_, part.rules);
}

std::uint64_t Audit::FindingCount() const {
  std::uint64_t sum = 0;
  for (const auto& [rule, count] : rules_) sum += count;
  return sum;
}

bool Audit::HasFindings(detect::Severity least) const {
  return std::ranges::any_of(
      rules_, [least](const auto& entry) { return SeverityOf(entry.first) >= least; });
}

Verdict Audit::VerdictOf(bool is_cut_short) const {
  if (is_cut_short || rules_.contains(kLayerLimitRule)) return Verdict::kIncomplete;
  return rules_.empty() ? Verdict::kClean : Verdict::kFindings;
}

}  // namespace fun::auditor
