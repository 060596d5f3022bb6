#include "auditor/audit.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "auditor/judge/place.h"

namespace fun::auditor {
namespace {

constexpr std::string_view kElsewhere = "…";

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

void ChunkAudit::Clear() {
  counts = {};
  rules.clear();
  places.clear();
  days.clear();
  findings.clear();
  accepted.clear();
  inventory.Clear();
}

void Audit::Add(const stream::Chunk& chunk, ChunkAudit& part) {
  if (chunk.is_first) lines_ = 0;
  Store(chunk, part.findings, findings_);
  for (auto& [entry, of_part] : part.accepted) {
    Accepted& sum = accepted_[entry];
    sum.count += of_part.count;
    for (const auto& [day, count] : of_part.days) sum.days[day] += count;
    Store(chunk, of_part.findings, sum.findings);
  }
  AddTo(inventory_.fields, std::move(part.inventory.fields), chunk.input, lines_);
  AddTo(inventory_.event_types, std::move(part.inventory.event_types), chunk.input, lines_);
  lines_ += part.counts.read;
  counts_ += part.counts;
  record::AddTo(rules_, part.rules);
  AddPlaces(part.places);
  for (const auto& [day, count] : part.days) days_[day] += count;
}

void Audit::Store(const stream::Chunk& chunk, std::vector<PlacedFinding>& from,
                  std::vector<PlacedFinding>& to) const {
  for (PlacedFinding& found : from) {
    if (to.size() == most_findings_) return;
    found.input = chunk.input;
    found.line += lines_;
    to.push_back(std::move(found));
  }
}

void Audit::TakeBack(std::size_t entry, const Place& place) {
  const auto node = accepted_.extract(entry);
  if (node.empty()) return;
  Accepted& back = node.mapped();
  rules_[place.rule] += back.count;
  AddPlaces({{place, back.count}});
  for (const auto& [day, count] : back.days) days_[day] += count;
  std::ranges::move(back.findings, std::back_inserter(findings_));
  std::ranges::stable_sort(
      findings_, {}, [](const PlacedFinding& found) { return std::pair(found.input, found.line); });
  if (findings_.size() > most_findings_) findings_.resize(most_findings_);
}

void Audit::AddOne(PlacedFinding found) {
  ++rules_[found.finding.rule];
  AddPlaces({{{found.finding.rule, PatternOf(found.finding.pointer)}, 1}});
  ++days_[kNoDay];
  const auto place = [](const PlacedFinding& each) { return std::pair(each.input, each.line); };
  const auto at = std::ranges::upper_bound(findings_, place(found), {}, place);
  findings_.insert(at, std::move(found));
  if (findings_.size() > most_findings_) findings_.pop_back();
}

std::uint64_t Audit::AcceptedCount() const {
  std::uint64_t sum = 0;
  for (const auto& [entry, accepted] : accepted_) sum += accepted.count;
  return sum;
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
  if (is_cut_short || rules_.contains(kIncompleteRule)) return Verdict::kIncomplete;
  return CountOf(least) == 0 ? Verdict::kPassed : Verdict::kFailed;
}

}  // namespace fun::auditor
