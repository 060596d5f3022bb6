// Whether it pays to ask for the values of a field: not while they are seen to differ, as times and
// ids do.
//
// From time to time it is tried again: at the start of a log all are new.
#pragma once

#include <cstdint>

namespace fun::auditor {

// One thread.
class Questions {
 public:
  // False for a value that is not worth a question, nor to be remembered.
  bool Begin() {
    if (pause_ == 0) return true;
    --pause_;
    return false;
  }

  // The answer to the last.
  void Count(bool is_held) {
    hits_ = static_cast<std::uint16_t>(hits_ + (is_held ? 1 : 0));
    if (++questions_ < kInTurn) return;
    if (hits_ < kFewestHits) pause_ = kPause;
    questions_ = hits_ = 0;
  }

 private:
  static constexpr std::uint16_t kInTurn = 256;
  static constexpr std::uint16_t kFewestHits = kInTurn / 8;
  static constexpr std::uint16_t kPause = 4096;

  std::uint16_t questions_ = 0;  // in this turn
  std::uint16_t hits_ = 0;
  std::uint16_t pause_ = 0;  // values that are passed over before the next turn
};

}  // namespace fun::auditor
