// Part of core/event/lines.h: the template behind WalkLine.
#pragma once

#include <cstring>

#include "core/event/lines.h"

namespace fun::event {

// Hands on what a walker says, its spans moved to count from the line's start.
template <typename Visitor>
class ShiftedVisitor {
 public:
  ShiftedVisitor(Visitor& visitor, std::size_t shift) : visitor_(visitor), shift_(shift) {}
  void OnKey(Span raw) { visitor_.OnKey(Shifted(raw)); }
  void OnString(Span raw) { visitor_.OnString(Shifted(raw)); }
  void OnScalar(Span raw) { visitor_.OnScalar(Shifted(raw)); }
  void OnOpen(std::size_t at, bool is_object) { visitor_.OnOpen(at - shift_, is_object); }
  void OnClose(std::size_t at) { visitor_.OnClose(at - shift_); }

 private:
  Span Shifted(Span raw) const { return {raw.begin - shift_, raw.end - shift_}; }

  Visitor& visitor_;
  std::size_t shift_;
};

template <typename Visitor>
std::string_view WalkLine(const Line& line, std::size_t max_depth, Visitor& visitor) {
  const auto shift = static_cast<std::size_t>(line.text.data() - line.base);
  const Span range = {shift + line.json.begin, shift + line.json.end};
  if (!json::AreEscapesValid(Slice(line.text, line.json))) {
    return json::NameOf(json::Refusal::kBadEscape);
  }
  ShiftedVisitor<Visitor> shifted(visitor, shift);
  json::Walker walker({line.base, range.end}, range, line.tokens, max_depth, shifted);
  const json::Verdict verdict = walker.Walk();
  return verdict.ok() ? std::string_view() : json::NameOf(verdict.refusal);
}

}  // namespace fun::event
