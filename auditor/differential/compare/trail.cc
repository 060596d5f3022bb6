#include "auditor/differential/compare/trail.h"

#include <utility>

namespace fun::auditor {

void Trail::Start(std::string_view raw, std::string_view anonymized) {
  depth_ = 0;
  for (auto& layers : layers_) {
    if (layers.empty()) layers.push_back(std::make_unique<Layer>());
  }
  Of(Side::kRaw).Start(raw, {});
  Of(Side::kAnonymized).Start(anonymized, {});
}

void Trail::EnterLayer(std::string_view raw, std::string_view anonymized) {
  ++depth_;
  for (auto& layers : layers_) {
    if (layers.size() == depth_) layers.push_back(std::make_unique<Layer>());
  }
  Of(Side::kRaw).Start(raw, {});
  Of(Side::kAnonymized).Start(anonymized, {});
}

void Trail::Open(bool is_object) {
  Frame frame;
  frame.is_object = is_object;
  Of(Side::kRaw).frames.push_back(frame);
  Of(Side::kAnonymized).frames.push_back(frame);
}

void Trail::Close() {
  Of(Side::kRaw).frames.pop_back();
  Of(Side::kAnonymized).frames.pop_back();
}

void Trail::TakeKeys(Span raw, Span anonymized) {
  TakeKey(Side::kRaw, raw);
  TakeKey(Side::kAnonymized, anonymized);
}

void Trail::TakeKey(Side side, Span key) { Of(side).frames.back().key = key; }

void Trail::TakeElement(Side side, std::size_t number) {
  Of(side).frames.back().elements = number + 1;
}

Finding Trail::FindingOf(Side side, std::string_view rule, std::string shape) const {
  Finding finding;
  finding.rule = rule;
  finding.severity = SeverityOf(rule);
  finding.string = layers_[1][0]->token;
  finding.shape = std::move(shape);
  for (std::size_t depth = 0; depth <= depth_; ++depth) {
    if (depth > 0) finding.pointer += '>';
    if (depth > 0) finding.chain += depth > 1 ? ">json" : "json";
    AppendPath(*layers_[static_cast<std::size_t>(side)][depth], watch_, finding.pointer);
  }
  return finding;
}

}  // namespace fun::auditor
