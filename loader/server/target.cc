#include "loader/server/target.h"

#include <algorithm>

#include "core/base/command_line.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLongestPrefix = 200;
constexpr std::string_view kNameHint =
    "a-z, 0-9, dash, underscore and dot; the first a letter or digit";

bool IsIndexCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string Target::IndexOf(event::EpochDay day) const {
  if (is_stream()) return stream;
  std::string name = index_prefix;
  event::AppendDay(day, name);
  return name;
}

std::string Target::TemplateName() const {
  if (is_stream()) return stream + "-data-stream";
  std::string_view name = index_prefix;
  while (name.size() > 1 && name.ends_with('-')) name.remove_suffix(1);
  return std::string(name);
}

void AddTargetOptions(CommandLine& command, Target& target) {
  command.Add("--index-prefix", target.index_prefix, "Indices are this and the day, YYYY.MM.DD")
      .Takes("PREFIX")
      .ShowsDefault()
      .Filled();
  command
      .Add("--data-stream", target.stream,
           "Load into this data stream, and into no daily indices. A record is there once only "
           "until the stream rolls over: from then on it takes no load without --allow-duplicates")
      .Takes("NAME")
      .Filled()
      .Excludes("--index-prefix");
  command.Add("--allow-duplicates", target.allow_duplicates,
              "Load into a data stream that has rolled over all the same: what its older indices "
              "hold already is stored again");
}

bool IsIndexPrefix(std::string_view prefix) {
  return !prefix.empty() && prefix.size() <= kLongestPrefix &&
         std::ranges::all_of(prefix, IsIndexCharacter) &&
         std::string_view("-_.").find(prefix[0]) == std::string_view::npos;
}

Result<void> CheckTarget(const Target& target) {
  if (!IsIndexPrefix(target.index_prefix)) {
    return Failure(ExitCode::kUsage, "--index-prefix cannot begin the name of an index",
                   std::string(kNameHint));
  }
  if (target.is_stream() && !IsIndexPrefix(target.stream)) {
    return Failure(ExitCode::kUsage, "--data-stream cannot be the name of a data stream",
                   std::string(kNameHint));
  }
  if (target.allow_duplicates && !target.is_stream()) {
    return Failure(ExitCode::kUsage, "--allow-duplicates is for a data stream: an index has none",
                   "leave it out, or add --data-stream NAME");
  }
  return {};
}

}  // namespace fun::loader
