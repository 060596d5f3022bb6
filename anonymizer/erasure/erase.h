// funanon --erase FILE --key K DIR -o NEW: a release without the learners that FILE names.
#pragma once

#include "anonymizer/run.h"

namespace fun::anonymizer {

// Verifies DIR by its own lists, then makes NEW beside it; DIR stays.  When nobody of FILE is in
// DIR that is said, NEW is not made, and the end is a good one.  kUsage when a flag contradicts
// DIR or means nothing here, kVerify when DIR does not verify or was made with another key; errors
// as Subjects::Load.  An error leaves no NEW.
Result<RunSummary> EraseLearners(const Options& options);

}  // namespace fun::anonymizer
