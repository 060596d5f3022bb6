// How a command line that cannot be understood is answered.
//
// CLI11's own words repeat the argument that it did not take, and that can be
// a learner's name or the key itself.  These say which flag, never which value.
#pragma once

#include <optional>

namespace CLI {
class App;
class Validator;
}  // namespace CLI

namespace fun {

// For main: reads the command line.  Returns nothing when the command may run,
// else what main ends with: --help and --version print on standard output and
// give 0; all else prints "TOOL: error: …" on standard error and gives 2, also
// "--flag=" without a value, which CLI11 would take from the argument behind it.
// TOOL is the name of `app`.
std::optional<int> ParseCommandLine(CLI::App& app, int argc, char** argv);

// Refuses "" and what begins like a flag.  With VAR unset, --release "$VAR" must
// not mean "not given", nor --release $VAR the flag that follows.
CLI::Validator Filled();

}  // namespace fun
