// Which flags go with -o DIR and which do not.
#pragma once

#include "anonymizer/options.h"
#include "core/base/error.h"
#include "core/stream/input_list.h"

namespace fun::anonymizer {

// kUsage when a folder is meant without --release or --linkable, or with a file of personal data
// or an input in its way; or when --resume has no folder to go on with.
Result<void> CheckFolderFlags(const Options& options, const stream::InputList& inputs);

}  // namespace fun::anonymizer
