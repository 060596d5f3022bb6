#include "auditor/differential/compare/tree.h"

#include "auditor/judge/layer.h"
#include "core/json/walk.h"

namespace fun::auditor {

void Tree::Begin(std::string_view text) {
  text_ = text;
  nodes_.clear();
  open_.clear();
  key_ = {};
  is_whole_ = has_member_ = false;
}

std::string_view Tree::ParseLine(const event::Line& line, std::size_t max_depth) {
  Begin(line.text);
  if (!line.refusal.empty()) return line.refusal;
  const std::string_view refusal = event::WalkLine(line, max_depth, *this);
  is_whole_ = refusal.empty();
  return refusal;
}

void Tree::ParseText(std::string_view text, std::size_t max_depth) {
  Begin(text);
  const bool is_sound =
      text.size() <= kLargestForStageOne && structure_.Index(text) == json::Refusal::kNone;
  if (!is_sound) structure_.IndexAsFarAsPossible(text);
  json::Walker walker(text, structure_.start(), {max_depth, false}, *this);
  is_whole_ = walker.Walk().ok();
  CloseAll();
}

void Tree::OnScalar(Span raw) { Add(KindOfScalar(text_[raw.begin]), raw); }

void Tree::OnOpen(std::size_t at, bool is_object) {
  Add(is_object ? ValueKind::kObject : ValueKind::kList, {at, at + 1});
  open_.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
}

void Tree::OnClose(std::size_t) {
  nodes_[open_.back()].end = static_cast<std::uint32_t>(nodes_.size());
  open_.pop_back();
}

void Tree::Add(ValueKind kind, Span raw) {
  nodes_.push_back({kind, key_, raw, static_cast<std::uint32_t>(nodes_.size() + 1)});
  key_ = {};
}

void Tree::CloseAll() {
  while (!open_.empty()) OnClose(0);
}

}  // namespace fun::auditor
