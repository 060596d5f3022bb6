// Looks at the first lines before any is sent: a stream that fails as a whole
// is the wrong stream.
//
// A raw log piped in by mistake would be quarantined line by line, and the few lines
// that happen to hold nothing would still be loaded.  So nothing is sent, not even the index
// template, until the first 1,000 lines are judged, or what came
// before the end of input or the first flush.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/record/summary.h"
#include "loader/gate.h"

namespace fun::loader {

class EarlyWord {
 public:
  static constexpr std::uint64_t kLines = 1'000;

  // One more line was judged; a line counts once for each rule.
  void Add(const Ruling& ruling);

  bool is_complete() const { return judged_ >= kLines; }

  // Nothing: go on.  Else why nothing may be sent (kNo), with the likely way out: more
  // than half of the lines fail for one reason.
  std::optional<Error> Refusal(std::string_view policy) const;

 private:
  std::string_view HintFor(std::string_view reason, std::string_view policy) const;
  std::uint64_t CountOf(std::string_view rule) const;

  std::uint64_t judged_ = 0;
  record::Tally rules_;          // lines by rule
  record::Tally refusals_;       // lines by reason
  std::uint64_t seed_like_ = 0;  // lines that hold only what the policy seed keeps
};

}  // namespace fun::loader
