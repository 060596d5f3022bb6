#include "auditor/self_test/sample.h"

#include <iterator>

namespace fun::auditor {

void LineSample::Add(std::string_view line) {
  if (line.size() > kLongestLine) return;
  const Digest digest = Sha256::Of(line);
  if (lines_.size() == kMostLines && digest >= std::prev(lines_.end())->first) return;
  lines_.try_emplace(digest, line);
  Shrink();
}

void LineSample::Merge(LineSample other) {
  lines_.merge(other.lines_);
  Shrink();
}

void LineSample::Shrink() {
  while (lines_.size() > kMostLines) lines_.erase(std::prev(lines_.end()));
}

}  // namespace fun::auditor
