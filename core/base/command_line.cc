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

Flag& Flag::Takes(std::string_view what) {
  option_->type_name(std::string(what));
  return *this;
}

Flag& Flag::ShowsDefault() {
  option_->capture_default_str();
  return *this;
}

Flag& Flag::Filled() {
  option_->check(CLI::Validator([](std::string& value) { return WhyNotFilled(value); }, ""));
  return *this;
}

Flag& Flag::OneOf(std::vector<std::string> words) {
  option_->check(CLI::Validator(CLI::IsMember(std::move(words))).description(""));
  return *this;
}

Flag& Flag::Within(std::uint64_t least, std::uint64_t most) {
  option_->check(CLI::Validator(CLI::Range(least, most)).description(""));
  return *this;
}

Flag& Flag::WithinReal(double least, double most) {
  option_->check(CLI::Validator(CLI::Range(least, most)).description(""));
  return *this;
}

Flag& Flag::OneAtATime() {
  option_->allow_extra_args(false);
  return *this;
}

Flag& Flag::IsRequired() {
  option_->required();
  return *this;
}

Flag& Flag::Excludes(std::string_view flag) {
  option_->excludes(std::string(flag));
  return *this;
}

CommandLine::CommandLine(std::string_view tool, std::string_view what)
    : app_(std::make_shared<CLI::App>(std::string(what), std::string(tool))) {}

template <typename Value>
Flag CommandLine::AddValue(std::string_view names, Value& value, std::string_view what) {
  return Flag(app_->add_option(std::string(names), value, std::string(what)));
}

Flag CommandLine::Add(std::string_view names, std::string& value, std::string_view what) {
  return AddValue(names, value, what);
}

Flag CommandLine::Add(std::string_view names, std::vector<std::string>& values,
                      std::string_view what) {
  return AddValue(names, values, what);
}

Flag CommandLine::Add(std::string_view names, bool& is_given, std::string_view what) {
  return Flag(app_->add_flag(std::string(names), is_given, std::string(what)));
}

Flag CommandLine::Add(std::string_view names, int& value, std::string_view what) {
  return AddValue(names, value, what);
}

Flag CommandLine::Add(std::string_view names, std::uint16_t& value, std::string_view what) {
  return AddValue(names, value, what);
}

Flag CommandLine::Add(std::string_view names, unsigned& value, std::string_view what) {
  return AddValue(names, value, what);
}

Flag CommandLine::Add(std::string_view names, std::uint64_t& value, std::string_view what) {
  return AddValue(names, value, what);
}

Flag CommandLine::Add(std::string_view names, double& value, std::string_view what) {
  return AddValue(names, value, what);
}

Flag CommandLine::AddSwitchWithWord(std::string_view name, std::string& value,
                                    std::vector<std::string> words, std::string_view what) {
  const std::string alone = std::string(name) + "{" + words.front() + "}";
  CLI::Option* const option = app_->add_flag(alone, value, std::string(what));
  option->option_text("[=" + words.back() + "]");
  return Flag(option).OneOf(std::move(words));
}

CommandLine CommandLine::AddCommand(std::string_view name, std::string_view what) {
  app_->require_subcommand(1);
  CLI::App* const command = app_->add_subcommand(std::string(name), std::string(what));
  return CommandLine(std::shared_ptr<CLI::App>(app_, command));
}

bool CommandLine::IsCommand(std::string_view name) const {
  return app_->got_subcommand(std::string(name));
}

void CommandLine::SetFooter(std::string_view text) { app_->footer(std::string(text)); }

void CommandLine::SetVersion(std::function<std::string()> text) {
  app_->set_version_flag("--version", std::move(text),
                         "Print the version, with digests of policies and rules where there are");
}

std::optional<int> CommandLine::Parse(int argc, char** argv) {
  CLI::App& app = *app_;
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

}  // namespace fun
