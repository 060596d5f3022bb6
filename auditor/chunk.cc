#include "auditor/chunk.h"

#include "auditor/judge/place.h"
#include "core/event/event_time.h"

namespace fun::auditor {
namespace {

// `line` is sound.
event::EpochDay DayOf(const event::Line& line) {
  const auto time = event::TimeOfEvent(Slice(line.text, line.json));
  return time ? event::DayOf(*time) : kNoDay;
}

}  // namespace

void ChunkJudge::operator()(const stream::Chunk& chunk, ChunkAudit& audit) {
  audit.Clear();
  switch (chunk.kind) {
    case stream::ChunkKind::kLines:
      JudgeLines(chunk.bytes, audit);
      break;
    case stream::ChunkKind::kLongLineBegin:
      ++audit.counts.read;
      ++audit.counts.rejected;
      findings_.push_back(FindingOfRefusal(event::kTooLong, max_line_));
      Take(kNoDay, audit);
      break;
    case stream::ChunkKind::kLongLineGoesOn:
      break;
  }
}

void ChunkJudge::JudgeLines(std::string_view lines, ChunkAudit& audit) {
  splitter_.Start(lines);
  event::Line line;
  while (splitter_.Next(line)) {
    ++audit.counts.read;
    if (line.is_blank) {
      ++audit.counts.blank;
      continue;
    }
    const bool is_refused = !judge_.JudgeLine(line, findings_).empty();
    ++(is_refused ? audit.counts.rejected : audit.counts.out);
    if (!is_refused) judge_.KeepFields(audit.counts.read);
    if (sample_ != nullptr && !is_refused) sample_->Add(line.text);
    if (!findings_.empty()) Take(is_refused ? kNoDay : DayOf(line), audit);
  }
  judge_.MoveFields(audit.inventory);
}

// Counts the findings of the line in hand, the last that was read, and stores what there is
// room for.
void ChunkJudge::Take(event::EpochDay day, ChunkAudit& audit) {
  const bool may_accept = findings_.size() < kMostFindingsInLine;
  for (Finding& finding : findings_) {
    std::string pattern = PatternOf(finding.pointer);
    if (may_accept && Accept(finding, pattern, day, audit)) continue;
    ++audit.days[day];
    ++audit.rules[finding.rule];
    ++audit.places[{finding.rule, std::move(pattern)}];
    if (audit.findings.size() == most_findings_) continue;
    audit.findings.push_back({0, audit.counts.read, std::move(finding)});
  }
  findings_.clear();
}

bool ChunkJudge::Accept(Finding& finding, std::string_view pattern, event::EpochDay day,
                        ChunkAudit& audit) {
  if (baseline_ == nullptr) return false;
  const auto entry = baseline_->Find(finding, pattern, judge_.event_type());
  if (!entry) return false;
  Accepted& accepted = audit.accepted[*entry];
  ++accepted.count;
  ++accepted.days[day];
  const bool may_come_back = baseline_->entries()[*entry].most_a_million != 0;
  if (may_come_back && accepted.findings.size() < most_findings_) {
    accepted.findings.push_back({0, audit.counts.read, std::move(finding)});
  }
  return true;
}

}  // namespace fun::auditor
