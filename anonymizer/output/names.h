// What the outputs under -o DIR are called, and when -o means a folder at all.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/stream/input_list.h"

namespace fun::anonymizer {

// True when `output` exists as a folder or ends with a slash, or when many inputs are meant.
// Never for standard output.
bool MeansFolder(const std::string& output, const stream::InputList& inputs);

// True when `compress` (--compress) is gzip; or when it is "" and a folder is meant, or a file
// whose name ends in .gz.
bool IsPacked(const std::string& compress, const std::string& output, bool is_folder);

// "2015/tracking.log-20150202.gz" -> "2015/tracking.log-20150202.ndjson", with .gz when
// `is_packed`.
std::string OutputName(std::string_view input_name, bool is_packed);

// One for each input, in order.  kUsage when two inputs would have one output, one file is named
// twice (device and inode), an input is standard input and has no name, or a name cannot stand in
// the lists of a release so that every program reads it.
Result<std::vector<std::string>> OutputNames(const stream::InputList& inputs, bool is_packed);

// True when `path` stands in `folder` or below it; both need not exist.
bool IsBelow(const std::string& path, const std::string& folder);

// `folder` without slashes at its end.
std::string WithoutEndSlash(std::string folder);

}  // namespace fun::anonymizer
