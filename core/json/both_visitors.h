// Two visitors of one walk (core/json/walk.h): each sees all of it, `first` before `second`.
#pragma once

#include <cstddef>

#include "core/base/span.h"
#include "core/json/walk.h"

namespace fun::json {

// Both outlive it.
template <typename First, typename Second>
class BothVisitors {
 public:
  BothVisitors(First& first, Second& second) : first_(first), second_(second) {}

  void OnKey(RawString raw) {
    first_.OnKey(raw);
    second_.OnKey(raw);
  }
  void OnString(RawString raw) {
    first_.OnString(raw);
    second_.OnString(raw);
  }
  void OnScalar(Span raw) {
    first_.OnScalar(raw);
    second_.OnScalar(raw);
  }
  void OnOpen(std::size_t at, bool is_object) {
    first_.OnOpen(at, is_object);
    second_.OnOpen(at, is_object);
  }
  void OnClose(std::size_t at) {
    first_.OnClose(at);
    second_.OnClose(at);
  }

 private:
  First& first_;
  Second& second_;
};

}  // namespace fun::json
