// Holds what a load would write against what it reads, before anything is opened.
//
// A named output appears by rename, in the place of whatever has its name: a key file, a signed
// payload or a device would be gone.
#pragma once

#include "core/base/error.h"
#include "loader/options.h"

namespace fun::loader {

// kUsage when a flag's file or folder is read by this load too, lies in a folder among the inputs
// (a release holds what its lists name, and nothing else), is a device or a pipe, or is another
// flag's, by whatever spelling; also where none exists yet.
Result<void> CheckOutputs(const Options& options);

}  // namespace fun::loader
