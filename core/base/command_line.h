// The flags and arguments of a tool, its help, and the words when it is called in a wrong way.
//
//   CommandLine command("funkey", "Make secrets, and pseudonyms with them");
//   command.Add("--key", path, "File with the secret").Takes("FILE").Filled();
//   if (const auto code = command.Parse(argc, argv)) return *code;
//
// CLI11 does the work, out of sight: its headers take longer to compile than all of ours, and its
// own words repeat the argument that it did not take, which can be a learner's name or the key
// itself.  These say which flag, never which value.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace fun {

// One flag or argument, while more is said of it.
class Flag {
 public:
  explicit Flag(CLI::Option* option) : option_(option) {}

  Flag& Takes(std::string_view what);  // what help calls the value: "FILE"
  Flag& ShowsDefault();

  // Refuses "" and what begins like a flag.  With VAR unset, --release "$VAR" must
  // not mean "not given", nor --release $VAR the flag that follows.
  Flag& Filled();
  Flag& OneOf(std::vector<std::string> words);
  Flag& Within(std::uint64_t least, std::uint64_t most);  // these two are inside
  Flag& WithinReal(double least, double most);

  Flag& OneAtATime();  // the argument behind its value is none of it
  Flag& IsRequired();
  Flag& Excludes(std::string_view flag);

 private:
  CLI::Option* option_;
};

// One thread.  What is added must outlive Parse, which fills it.
class CommandLine {
 public:
  CommandLine(std::string_view tool, std::string_view what);

  // `names`: "-j,--jobs"; an argument has no dash: "INPUT".  A bool is a switch; a number takes
  // decimal digits that fit into it.
  Flag Add(std::string_view names, std::string& value, std::string_view what);
  Flag Add(std::string_view names, std::vector<std::string>& values, std::string_view what);
  Flag Add(std::string_view names, bool& is_given, std::string_view what);
  Flag Add(std::string_view names, int& value, std::string_view what);
  Flag Add(std::string_view names, std::uint16_t& value, std::string_view what);
  Flag Add(std::string_view names, unsigned& value, std::string_view what);
  Flag Add(std::string_view names, std::uint64_t& value, std::string_view what);
  Flag Add(std::string_view names, double& value, std::string_view what);

  // A switch that may have a word behind "=", one of `words`; the first is what it means alone.
  Flag AddSwitchWithWord(std::string_view name, std::string& value, std::vector<std::string> words,
                         std::string_view what);

  // One of the commands must be named.
  CommandLine AddCommand(std::string_view name, std::string_view what);
  bool IsCommand(std::string_view name) const;  // after Parse

  void SetFooter(std::string_view text);
  void SetVersion(std::function<std::string()> text);

  // For main.  Returns nothing when the command may run, else what main ends with: --help and
  // --version print on standard output and give 0; all else prints "TOOL: error: …" on standard
  // error and gives 2, also "--flag=" without a value, which CLI11 would take from the argument
  // behind it.
  std::optional<int> Parse(int argc, char** argv);

 private:
  explicit CommandLine(std::shared_ptr<CLI::App> app) : app_(std::move(app)) {}

  template <typename Value>
  Flag AddValue(std::string_view names, Value& value, std::string_view what);

  std::shared_ptr<CLI::App> app_;  // of a command: the tool's keeps it
};

}  // namespace fun
