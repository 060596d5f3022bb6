// All files below a folder, each opened once and through no link.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/fd.h"

namespace fun::keys {

// The entry `name` of the folder, which must be a regular file.  kVerify when it is a link, a
// special file or not there (`path` names it in messages), kEnvironment when it cannot be opened.
Result<UniqueFd> OpenPlainFile(int folder, const std::string& name, const std::string& path);

using TakeFile = std::function<Result<void>(const std::string& path, UniqueFd fd)>;
using AllowsPath = std::function<bool(std::string_view path, bool is_folder)>;

// Goes through the folder and all below it in byte order of the names, and hands on every file
// with its path from `folder`, '/' between steps.  kVerify, in words that do not repeat the name,
// at the first entry that is no regular file or folder, or that `allows` refuses; also what `take`
// fails with.
Result<void> WalkPlainFiles(int folder, const AllowsPath& allows, const TakeFile& take);

// At most `most` bytes from the file's begin; kVerify when it holds more.
Result<std::string> ReadPlainFile(int fd, std::size_t most, const std::string& path);

// As many open files as the system lets this process have.
void RaiseFileLimit();

}  // namespace fun::keys
