#include <utility>

#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"
#include "loader/options.h"
#include "loader/run.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::loader::Options options;
  fun::CommandLine command("funload", "Load anonymized edX tracking logs into Elasticsearch");
  fun::loader::AddOptions(command, options);
  if (const auto code = command.Parse(argc, argv)) return *code;

  const auto ended = fun::loader::RunLoader(std::move(options));
  if (!ended) return fun::Report("funload", ended.error());
  return static_cast<int>(*ended);
}
