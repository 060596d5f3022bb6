// The command line of funaudit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/stream/options.h"

namespace fun::auditor {

struct Options {
  stream::InputOptions input;
  std::string policy = "standard";
  std::vector<std::string> identities;  // files
  std::string json;                     // file; empty: none
  std::string fail_on = "error";
  unsigned jobs = 0;  // as many as cores
  std::size_t max_findings = 50;
};

void AddOptions(CLI::App& app, Options& options);

}  // namespace fun::auditor
