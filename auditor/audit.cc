#include "auditor/audit.h"

#include <algorithm>
#include <utility>

namespace fun::auditor {
namespace {

constexpr std::string_view kElsewhere = "…";

bool IsIndex(std::string_view step) {
  return !step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPassed:
      return "passed";
    case Verdict::kFailed:
      return "failed";
    case Verdict::kIncomplete:
      return "incomplete";
  }
  return "";
}

std::string PatternOf(std::string_view pointer) {
  std::string pattern;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find_first_of("/>"), pointer.size());
    const std::string_view step = pointer.substr(0, end);
    pattern += IsIndex(step) ? "*" : step;
    if (end < pointer.size()) pattern += pointer[end];
    pointer.remove_prefix(std::min(end + 1, pointer.size()));
  }
  return pattern;
}

void ChunkAudit::Clear() {
  counts = {};
  rules.clear();
  places.clear();
  days.clear();
  findings.clear();
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
  AddPlaces(part.places);
  for (const auto& [day, count] : part.days) days_[day] += count;
}

// Those that stay are the first in their order, however the chunks were cut.
void Audit::AddPlaces(const PlaceCounts& places) {
  for (const auto& [place, count] : places) places_[place] += count;
  if (places_.size() <= kMostPlaces) return;
  std::size_t kept = 0;
  for (auto at = places_.begin(); at != places_.end();) {
    if (at->first.pattern == kElsewhere || ++kept <= kMostPlaces) {
      ++at;
      continue;
    }
    places_[{at->first.rule, std::string(kElsewhere)}] += at->second;
    at = places_.erase(at);
  }
}

std::uint64_t Audit::FindingCount() const { return CountOf(detect::Severity::kNote); }

std::uint64_t Audit::CountOf(detect::Severity least) const {
  std::uint64_t sum = 0;
  for (const auto& [rule, count] : rules_) {
    if (SeverityOf(rule) >= least) sum += count;
  }
  return sum;
}

Verdict Audit::VerdictOf(detect::Severity least, bool is_cut_short) const {
  if (is_cut_short || rules_.contains(kLayerLimitRule)) return Verdict::kIncomplete;
  return CountOf(least) == 0 ? Verdict::kPassed : Verdict::kFailed;
}

}  // namespace fun::auditor
