// The command line of funanon.
#pragma once

#include <string>
#include <string_view>

#include "anonymizer/closure/closure.h"
#include "core/stream/options.h"
#include "keys/options.h"

namespace fun {
class CommandLine;
}

namespace fun::anonymizer {

inline constexpr std::string_view kTool = "funanon";

struct Options {
  keys::KeyOptions key;
  IdentityOptions identities;
  stream::InputOptions input;
  std::string policy = "standard";
  std::string output;             // "": standard output; a file or a folder (output/names.h)
  std::string compress;           // "gzip", "none"; "": as `output` says
  bool linkable = false;          // a folder without --release is meant so
  bool resume = false;            // goes on with OUTPUT.partial
  std::string about;              // what a release says of itself; "": nothing
  std::string rejects;            // "": rejected lines are not kept
  std::string max_rejects = "0";  // a number of lines, or a share: "1%"
  std::string summary;            // "": none
  std::string erase;              // people: take them out of the release that is the input
  std::string print_policy;       // a policy's name: print it and end
  std::string explain;            // "table", "json": say what would befall each field, and end
  unsigned jobs = 1;              // 0: one for each core
  bool allow_pseudonyms = false;
};

// `options` must outlive the parse.
void AddOptions(CommandLine& command, Options& options);

// Lines that may be rejected in a good run of `read` lines.  kUsage when
// `text` is neither a number nor a percentage from 0 to 100.
Result<std::uint64_t> MostRejects(const std::string& text, std::uint64_t read);

}  // namespace fun::anonymizer
