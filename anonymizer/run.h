// A run of funanon: inputs in, anonymized lines out, the equation at the end.
#pragma once

#include <map>
#include <string>

#include "anonymizer/counts.h"
#include "anonymizer/options.h"
#include "core/base/error.h"

namespace fun::anonymizer {

struct RunSummary {
  record::LineCounts lines;
  FieldCounts fields;
  std::map<std::string, std::uint64_t> reasons;  // of rejected lines
  std::uint64_t boms = 0;                        // byte order marks skipped
  std::uint64_t most_rejects = 0;                // that --max-rejects allows
  std::uint64_t bytes = 0;                       // written
  std::string sha256;                            // hex; "" without --summary

  // kNo when more lines were rejected than allowed.
  ExitCode exit_code() const;
};

// Reads all inputs and writes the output.  An error leaves no file under the
// name of -o and no --summary.
Result<RunSummary> RunAnonymizer(const Options& options);

// Prints the rules of a built-in policy on standard output.
Result<RunSummary> PrintPolicy(const std::string& name);

}  // namespace fun::anonymizer
