#include "core/base/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace fun {
namespace {

bool IsFlagCharacter(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

// `argument` up to "=" when it is spelled like a flag, else "".
std::string FlagIn(const std::string& argument) {
  const std::string flag = argument.substr(0, argument.find('='));
  return flag.starts_with("--") && std::ranges::all_of(flag, IsFlagCharacter) ? flag : "";
}

std::string WordsForExtras(const CLI::App& app) {
  for (const std::string& argument : app.remaining(true)) {
    if (const std::string flag = FlagIn(argument); !flag.empty()) return "there is no flag " + flag;
  }
  return "there is an argument too many";
}

// The option's name stands first or after "Could not convert: "; values follow.
std::string WordsForValue(std::string_view words) {
  constexpr std::string_view kNotConverted = "Could not convert: ";
  if (words.starts_with(kNotConverted)) words.remove_prefix(kNotConverted.size());
  const std::string_view option = words.substr(0, words.find_first_of(": ="));
  if (option.empty() ||
      option.find_first_not_of("-abcdefghijklmnopqrstuvwxyzFILEDR") != std::string_view::npos) {
    return "an argument has a value that it does not take";
  }
  return std::string(option) + " does not take this value";
}

std::string WordsFor(const CLI::App& app, const CLI::ParseError& answer) {
  const std::string kind = answer.get_name();
  std::string words = answer.what();
  // In a subcommand CLI11 names this kind of error by the subcommand.
  if (dynamic_cast<const CLI::ExtrasError*>(&answer) != nullptr) return WordsForExtras(app);
  // These name options and counts only.
  if (kind == "RequiredError" || kind == "RequiresError" || kind == "ExcludesError" ||
      kind == "ArgumentMismatch") {
    if (words.starts_with("A ")) words[0] = 'a';
    if (words.starts_with("Expected ")) words[0] = 'e';
    return words;
  }
  return WordsForValue(words);
}

// CLI11 takes what follows "--json=" for its value: with VAR unset, --json=$VAR LOG would put a
// report in the place of the log.  "" if there is no such flag.
std::string FlagWithoutValue(int argc, char** argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string argument = argv[i];
    const std::string flag = FlagIn(argument);
    if (!flag.empty() && argument == flag + "=") return flag;
  }
  return "";
}

std::string WhyNotFilled(const std::string& value) {
  return value.empty() || value.starts_with("--") ? "is missing" : "";
}

}  // namespace

std::optional<int> ParseCommandLine(CLI::App& app, int argc, char** argv) {
  if (const std::string flag = FlagWithoutValue(argc, argv); !flag.empty()) {
    return Report(app.get_name(), {ExitCode::kUsage, flag + "= has no value behind it",
                                   "is the variable set? see: " + app.get_name() + " --help"});
  }
  try {
    app.parse(argc, argv);
    return std::nullopt;
  } catch (const CLI::ParseError& answer) {  // also how CLI11 says --help
    if (answer.get_exit_code() == 0) return app.exit(answer);
    std::string asked = app.get_name();
    for (const CLI::App* command : app.get_subcommands()) asked += " " + command->get_name();
    return Report(app.get_name(),
                  {ExitCode::kUsage, WordsFor(app, answer), "see: " + asked + " --help"});
  }
}

CLI::Validator Filled() {
  return CLI::Validator([](std::string& value) { return WhyNotFilled(value); }, "");
}

}  // namespace fun
