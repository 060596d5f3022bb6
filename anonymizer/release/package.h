// datapackage.json: the release as programs for tables read it (Frictionless Data Package).
#pragma once

#include <string>

#include "anonymizer/release/release.h"

namespace fun::anonymizer {

// The name of a package or resource, which may hold a-z, 0-9 and . _ - only: `text` in lower case
// with '-' in place of all else, behind it `number` if that is not 0.
std::string PackageName(std::string_view text, std::size_t number);

std::string PackageText(const ReleaseFacts& facts);

}  // namespace fun::anonymizer
