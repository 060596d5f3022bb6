// Is there room for the outputs?  Asked before hours of work, not after.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace fun::anonymizer {

// kEnvironment when the disk that `folder` is to stand on has less free space than the outputs of
// the files `inputs` will take: their unpacked sizes and a tenth more, or a third of it when they
// are packed (logs shrink to a fifth).
Result<void> CheckFreeSpace(const std::string& folder, const std::vector<std::string>& inputs,
                            bool is_packed);

}  // namespace fun::anonymizer
