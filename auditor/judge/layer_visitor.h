// What walks a layer (core/json/walk.h), and has it judged.
#pragma once

#include <cstddef>

#include "auditor/judge/line_judge.h"

namespace fun::auditor {

// Both outlive it.
class LayerVisitor {
 public:
  LayerVisitor(LineJudge& judge, Layer& layer) : judge_(judge), layer_(layer) {}

  void OnKey(json::RawString raw) { judge_.TakeKey(layer_, raw, raw.has_escape); }
  void OnString(json::RawString raw) { judge_.TakeString(layer_, raw, raw.has_escape); }
  void OnScalar(Span raw) { judge_.TakeScalar(layer_, raw); }
  void OnOpen(std::size_t at, bool is_object) { judge_.TakeOpen(layer_, at, is_object); }
  void OnClose(std::size_t) { layer_.frames.pop_back(); }

 private:
  LineJudge& judge_;
  Layer& layer_;
};

}  // namespace fun::auditor
