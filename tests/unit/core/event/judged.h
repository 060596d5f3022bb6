// A chunk as its lines were judged: one row of text for each line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/event/lines.h"
#include "tests/unit/core/json/walked.h"

namespace fun::event {

// "blank", "refused <reason>", or what a walk said: "ok { k:a n:1 }", "<reason>".
inline std::string JudgedLine(const Line& line) {
  if (line.is_blank) return "blank";
  if (!line.refusal.empty()) return "refused " + std::string(line.refusal);
  json::Recorder recorder(line.text);
  const std::string_view reason = WalkLine(line, json::kDefaultMaxDepth, recorder);
  return reason.empty() ? "ok " + recorder.words : std::string(reason);
}

struct Judged {
  std::vector<std::string> verdicts;
  std::vector<std::string> texts;

  bool operator==(const Judged&) const = default;
};

inline Judged JudgedChunk(LineSplitter& splitter, std::string_view chunk) {
  Judged judged;
  splitter.Start(chunk);
  for (Line line; splitter.Next(line);) {
    judged.verdicts.push_back(JudgedLine(line));
    judged.texts.emplace_back(line.text);
  }
  return judged;
}

inline Judged JudgedChunk(std::string_view chunk) {
  LineSplitter splitter;
  return JudgedChunk(splitter, chunk);
}

}  // namespace fun::event
