// Judges the lines of one chunk: the work of one thread.
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "auditor/audit.h"
#include "auditor/baseline/baseline.h"
#include "auditor/judge/judge.h"
#include "auditor/self_test/sample.h"
#include "core/event/lines.h"
#include "core/stream/chunks.h"

namespace fun::auditor {

// One thread; reuse it.
class ChunkJudge {
 public:
  // Stores at most `most_findings` a chunk; counts go on.  `max_line` is the judge's.
  ChunkJudge(Judge judge, std::size_t max_line, std::size_t most_findings)
      : judge_(std::move(judge)), max_line_(max_line), most_findings_(most_findings) {}

  // What `baseline` accepts is no finding; it outlives the judge.
  void AcceptBy(const Baseline* baseline) { baseline_ = baseline; }

  // From now on adds every line that is judged to `sample`, which outlives this.
  void set_sample(LineSample* sample) { sample_ = sample; }

  // Overwrites `audit`.  The first piece of a line over the limit is one refused line, the
  // others are none.
  void operator()(const stream::Chunk& chunk, ChunkAudit& audit);

 private:
  void JudgeLines(std::string_view lines, ChunkAudit& audit);
  void Take(event::EpochDay day, ChunkAudit& audit);
  bool Accept(Finding& finding, std::string_view pattern, event::EpochDay day, ChunkAudit& audit);

  Judge judge_;
  std::size_t max_line_;
  std::size_t most_findings_;
  const Baseline* baseline_ = nullptr;
  LineSample* sample_ = nullptr;
  event::LineSplitter splitter_;
  std::vector<Finding> findings_;  // of the line in hand
};

}  // namespace fun::auditor
