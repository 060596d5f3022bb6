// bag-info.txt of a release.
#pragma once

#include <string>
#include <string_view>

#include "anonymizer/release/release.h"
#include "core/record/bag_info.h"

namespace fun::anonymizer {

// The flags that the bytes depend on, in an order of their own; names of files left out.
std::string ArgumentsText(const Options& options, std::string_view policy);

record::BagInfo InfoOf(const ReleaseFacts& facts);

}  // namespace fun::anonymizer
