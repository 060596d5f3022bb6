#include "core/base/command_line.h"
#include "core/base/error.h"
#include "core/base/process.h"
#include "loader/query/query.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::loader::QueryOptions options;
  fun::CommandLine command("funquery", "Post a query file to Elasticsearch and print the answer");
  fun::loader::AddQueryOptions(command, options);
  if (const auto code = command.Parse(argc, argv)) return *code;

  const auto answered = fun::loader::RunQuery(options);
  if (!answered) return fun::Report("funquery", answered.error());
  return static_cast<int>(fun::ExitCode::kDone);
}
