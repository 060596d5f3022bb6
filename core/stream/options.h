// The flags that every tool with an input understands in the same way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/stream/chunks.h"
#include "core/stream/input_list.h"
#include "core/stream/progress.h"

namespace fun {
class CommandLine;
}

namespace fun::stream {

struct InputOptions {
  std::vector<std::string> inputs;         // empty: standard input
  std::size_t max_line = kDefaultMaxLine;  // bytes
  std::size_t max_depth = 1024;            // nesting of objects and arrays
  bool allow_empty = false;                // zero lines read is a good end
  bool quiet = false;                      // errors only
  std::string progress = "auto";
};

// INPUT…, --max-line, --max-depth, --allow-empty, --quiet, --progress.
void AddInputOptions(CommandLine& command, InputOptions& options);

// Puts files in the place of folders and patterns among the inputs; says on standard error, unless
// --quiet, what is passed over.  Errors as ExpandInputs.
Result<InputList> ExpandInputs(std::string_view tool, InputOptions& options,
                               FolderLister lister = nullptr);

// What --quiet and --progress ask for.
ProgressMode ModeOf(const InputOptions& options);

}  // namespace fun::stream
