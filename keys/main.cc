// funkey: makes secrets and pseudonyms.
#include <CLI/CLI.hpp>

#include "core/base/error.h"
#include "core/base/process.h"
#include "keys/run.h"
#include "keys/usage.h"

int main(int argc, char** argv) {
  fun::PrepareProcess();
  fun::keys::Options options;
  CLI::App app{"Make secrets, and pseudonyms with them", "funkey"};
  fun::keys::AddOptions(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& answer) {  // also how CLI11 says --help
    return fun::keys::AnswerParse(app, answer);
  }

  const auto ended = fun::keys::Run(app, options);
  if (!ended) return fun::Report("funkey", ended.error());
  return static_cast<int>(*ended);
}
