#include "anonymizer/text/redactions.h"

#include <algorithm>

namespace fun::anonymizer {
namespace {

// True when `next` must be one with `kept`; both are in order of place.  An insertion overlaps
// nothing, and neither does what only touches.
bool DoOverlap(const Redaction& kept, const Redaction& next) {
  return next.span.begin < kept.span.end;
}

}  // namespace

void CountRedaction(const Redaction& redaction, FieldCounts& counts) {
  switch (redaction.reason) {
    case Reason::kPseudonym:
      ++counts.pseudonyms;
      return;
    case Reason::kField:
      ++counts.dropped;
      return;
    case Reason::kLayer:
      return;
    case Reason::kSecret:
      ++counts.secrets;
      return;
    case Reason::kRule:
      ++counts.redacted[redaction.rule];
      return;
    case Reason::kPerson:
      ++counts.mentions;
      return;
  }
}

void MergeRedactions(std::vector<Redaction>& redactions) {
  if (redactions.size() < 2) return;
  std::ranges::stable_sort(redactions, [](const Redaction& a, const Redaction& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.span.end > b.span.end;
  });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < redactions.size(); ++i) {
    Redaction& last = redactions[kept];
    const Redaction& next = redactions[i];
    if (!DoOverlap(last, next)) {
      redactions[++kept] = next;
      continue;
    }
    last.span.end = std::max(last.span.end, next.span.end);
    if (next.reason < last.reason) {
      last.text = next.text;
      last.reason = next.reason;
      last.rule = next.rule;
    }
  }
  redactions.resize(kept + 1);
}

}  // namespace fun::anonymizer
