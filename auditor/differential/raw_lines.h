// The lines of a raw log that an anonymized log must have a line for, in order.
//
// Blank lines and what funanon rejects (docs/guide.md, "Bad input") are left out and counted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auditor/differential/compare/tree.h"
#include "auditor/judge/judge.h"
#include "core/base/error.h"
#include "core/event/lines.h"
#include "core/event/policy.h"
#include "core/event/time.h"
#include "core/stream/chunks.h"

namespace fun::auditor {

struct RawLine {
  std::string text;                    // the event, without a logger's prefix
  std::optional<event::EpochMs> time;  // of the event
  // It may have no partner: anonymized before it came, or with a field that the policy refuses.
  bool is_optional = false;
};

struct RawCounts {
  std::uint64_t read = 0;    // lines
  std::uint64_t events = 0;  // that were handed on
};

// One thread at a time.
class RawLines {
 public:
  // Files, folders and patterns as stream::ExpandInputs takes them.  kUsage for what cannot be read
  // twice, such as standard input; else as ExpandInputs.
  static Result<std::vector<std::string>> Expand(const std::vector<std::string>& words);

  RawLines(const event::Policy& policy, std::vector<std::string> paths, JudgeOptions limits)
      : policy_(policy), limits_(limits), reader_(std::move(paths), {limits.max_line}) {}

  // The next event; false behind the last.  kInput when a file cannot be read, kIncomplete on a
  // signal.
  Result<bool> Next(RawLine& line);

  // Of the event that Next handed on last, behind whatever prefix.
  const Tree& tree() const { return tree_; }
  const RawCounts& counts() const { return counts_; }

 private:
  bool MayStayAway() const;

  const event::Policy& policy_;
  JudgeOptions limits_;
  stream::ChunkReader reader_;
  stream::Chunk chunk_;
  event::LineSplitter splitter_;
  bool has_lines_ = false;  // of chunk_
  Tree tree_;
  RawCounts counts_;
};

}  // namespace fun::auditor
