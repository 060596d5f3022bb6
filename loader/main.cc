#include <CLI/CLI.hpp>

#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"
#include "loader/options.h"
#include "loader/run.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::loader::Options options;
  CLI::App app{"Load anonymized edX tracking logs into Elasticsearch", "funload"};
  fun::loader::AddOptions(app, options);
  if (const auto code = fun::ParseCommandLine(app, argc, argv)) return *code;

  const auto ended = fun::loader::RunLoader(options);
  if (!ended) return fun::Report("funload", ended.error());
  return static_cast<int>(*ended);
}
