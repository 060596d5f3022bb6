// Measures what the scan of an audit finds: plants invented values into copies of the log's own
// lines, and asks the judge of the audit for them.
//
// A round plants a value of one rule, the rules taking turns, in every encoding: as it stands, in
// each of Encoding, and in one chain of two and one of three.  Each time value, line and place are
// new, so that the numbers are of independent trials.  It says how well the scan finds what it
// knows, not what it does not know: who invents the values knows the rules.
#pragma once

#include <cstddef>
#include <cstdint>

#include "auditor/judge/conformity.h"
#include "auditor/judge/judge.h"
#include "auditor/self_test/recall.h"
#include "auditor/self_test/sample.h"
#include "core/base/error.h"
#include "core/detect/detector.h"
#include "core/stream/progress.h"

namespace fun::auditor {

inline constexpr std::size_t kMostRounds = 100'000;
inline constexpr std::size_t kPlantsInRound = 13;

struct SelfTestOptions {
  std::uint64_t rounds = 1'000;
  unsigned jobs = 1;
  bool with_people = false;  // the audit looks for known people: kIdentityRule takes part
  std::size_t max_depth = 1024;
  stream::ProgressMode progress = stream::ProgressMode::kNever;
};

// The same for any number of jobs.  No line in `sample`: a test with `lines` 0.  kIncomplete when
// a signal came.  Of `policy`, allowances say where nothing can be planted.
Result<SelfTest> RunSelfTest(const event::Policy& policy, const detect::Detector& detector,
                             const LineSample& sample, const SelfTestOptions& options);

}  // namespace fun::auditor
