#include "core/stream/options.h"

#include <CLI/CLI.hpp>

#include "core/base/process.h"

namespace fun::stream {

void AddInputOptions(CLI::App& app, InputOptions& options) {
  app.add_option(
      "INPUT", options.inputs,
      "Files to read: plain, gzip or zstd, told apart by content; - or none: standard input");
  app.add_option("--max-line", options.max_line,
                 "Longest line in bytes; longer ones are rejected. Memory grows by up to 24 times "
                 "this value")
      ->type_name("BYTES")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{64}, std::size_t{1} << 30));
  app.add_option("--max-depth", options.max_depth, "Deepest nesting of objects and arrays")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}));
  app.add_flag("--allow-empty", options.allow_empty, "An input without a line is no error");
  app.add_flag("-q,--quiet", options.quiet, "Say nothing but errors");
  app.add_option("--progress", options.progress,
                 "auto, always, never or json; auto: on a terminal, unless output goes to a pipe")
      ->type_name("WHEN")
      ->capture_default_str()
      ->check(CLI::IsMember({"auto", "always", "never", "json"}));
  app.set_version_flag("--version", VersionText());
}

ProgressMode ModeOf(const InputOptions& options) {
  if (options.quiet) return ProgressMode::kNever;
  // The word was checked when the command line was read.
  return ParseProgressMode(options.progress).value_or(ProgressMode::kAuto);
}

}  // namespace fun::stream
