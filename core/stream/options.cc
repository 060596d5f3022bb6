#include "core/stream/options.h"

#include "core/base/command_line.h"
#include "core/base/process.h"

namespace fun::stream {

void AddInputOptions(CommandLine& command, InputOptions& options) {
  command.Add(
      "INPUT", options.inputs,
      "Files, folders or patterns to read: plain, gzip or zstd, told apart by content; - or none: "
      "standard input");
  command
      .Add("--max-line", options.max_line,
           "Longest line in bytes, 64 to 1 GiB; longer ones are rejected. Memory grows by up to 24 "
           "times "
           "this value")
      .Takes("BYTES")
      .ShowsDefault()
      .Within(64, 1 << 30);
  command
      .Add("--max-depth", options.max_depth, "Deepest nesting of objects and arrays, 1 to 100,000")
      .Takes("N")
      .ShowsDefault()
      .Within(1, 100'000);
  command.Add("--allow-empty", options.allow_empty, "An input without a line is no error");
  command.Add("-q,--quiet", options.quiet, "Say nothing but errors");
  command
      .Add("--progress", options.progress,
           "auto, always, never or json; auto: on a terminal, unless output goes to a pipe")
      .Takes("WHEN")
      .ShowsDefault()
      .OneOf({"auto", "always", "never", "json"});
}

Result<InputList> ExpandInputs(std::string_view tool, InputOptions& options, FolderLister lister) {
  auto list = ExpandInputs(options.inputs, lister);
  if (!list) return list;
  if (!options.inputs.empty()) options.inputs = PathsOf(*list);
  if (options.quiet) return list;
  for (const std::string& what : list->passed_over) Say(tool, what);
  return list;
}

ProgressMode ModeOf(const InputOptions& options) {
  if (options.quiet) return ProgressMode::kNever;
  // The word was checked when the command line was read.
  return ParseProgressMode(options.progress).value_or(ProgressMode::kAuto);
}

}  // namespace fun::stream
