// Any bytes to the detector: its conditions hide nothing that RE2 alone would find.
#include "core/detect/detector.h"
#include "tests/fuzz/laws.h"

namespace fun::fuzz {

void TryDetector(std::string_view bytes) {
  static const detect::Detector detector;
  std::vector<detect::Match> fast;
  std::vector<detect::Match> slow;
  detector.Scan(bytes, fast);
  detector.ScanExhaustively(bytes, slow);
  Require(fast.size() == slow.size(), "the conditions hide no match");
  std::size_t floor = 0;
  for (std::size_t i = 0; i < fast.size(); ++i) {
    Require(fast[i].rule == slow[i].rule && fast[i].span == slow[i].span,
            "both find the same places");
    Require(fast[i].rules == slow[i].rules, "both find the same rules there");
    Require(fast[i].span.begin >= floor && fast[i].span.size() != 0, "matches come in order");
    floor = fast[i].span.end;
  }
  Require(floor <= bytes.size(), "matches lie in the text");
}

}  // namespace fun::fuzz
