#include "loader/query/query.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/json/structure.h"
#include "core/json/walk.h"
#include "loader/query/lenient.h"
#include "loader/server/http.h"

namespace fun::loader {
namespace {

constexpr std::string_view kQueryTool = "funquery";
constexpr std::size_t kLongestQuery = 16 * 1024 * 1024;

struct SilentVisitor {
  void OnKey(Span) {}
  void OnString(Span) {}
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) {}
  void OnClose(std::size_t) {}
};

bool IsPatternCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.*,:+").find(c) != std::string_view::npos;
}

Result<void> CheckJson(std::string_view text) {
  json::Structure structure;
  json::Verdict verdict = {structure.Index(text), text.size()};
  if (verdict.ok()) {
    SilentVisitor visitor;
    json::Walker walker(text, structure.start(), {}, visitor);
    verdict = walker.Walk();
  }
  if (verdict.ok()) return {};
  const auto line = 1 + std::ranges::count(text.substr(0, verdict.offset), '\n');
  return Failure(ExitCode::kUsage,
                 "the query is no JSON: " + std::string(json::NameOf(verdict.refusal)) +
                     " at or before line " + std::to_string(line));
}

Result<std::string> ReadQuery(const std::string& path) {
  const auto text = ReadSmallFile(path, kLongestQuery);
  if (!text) return text;
  LenientQuery query = WithoutTrailingCommas(*text);
  if (query.commas_removed != 0) {
    Say(kQueryTool, "left out " + std::to_string(query.commas_removed) +
                        " commas before a closing bracket, which JSON does not allow");
  }
  if (auto checked = CheckJson(query.text); !checked) return std::unexpected(checked.error());
  return std::move(query.text);
}

Error ErrorOfSearch(const Answer& answer) {
  Error error = ErrorOfAnswer(answer, "search");
  if (answer.status == 400) {
    error.code = ExitCode::kUsage;
    error.hint = "the server does not understand this query";
  } else if (answer.status == 404) {
    error.hint = "is there such an index? name it with --index PATTERN";
  }
  return error;
}

}  // namespace

void AddQueryOptions(CommandLine& command, QueryOptions& options) {
  AddConnectionOptions(command, options.connection);
  AddHostOptions(command, options.connection);
  command.Add("--index", options.index, "Indices to search")
      .Takes("PATTERN")
      .ShowsDefault()
      .Filled();
  command.Add("--no-pretty", options.no_pretty, "Print the answer on one line");
  command.Add("QUERY", options.query, "File with the query; -: standard input").IsRequired();
  command.SetVersion([] { return "funquery " + VersionText(); });
  command.SetFooter(
      "Example:\n  funquery query.json > result.json\n\n"
      "Exit codes: 0 done, 2 usage or query, 3 input, 6 server.");
}

Result<void> RunQuery(const QueryOptions& options) {
  if (options.index.empty() || !std::ranges::all_of(options.index, IsPatternCharacter)) {
    return Failure(ExitCode::kUsage, "--index is no pattern of index names",
                   "as in --index 'logstash-trackinglogs-2015.*'");
  }
  const auto connection = MakeConnection(options.connection);
  if (!connection) return std::unexpected(connection.error());
  const auto query = ReadQuery(options.query);
  if (!query) return std::unexpected(query.error());
  const std::string path = "/" + options.index + "/_search" + (options.no_pretty ? "" : "?pretty");
  auto answer = Http(*connection).Ask({"POST", path, *query});
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good()) return std::unexpected(ErrorOfSearch(*answer));
  if (!answer->body.ends_with('\n')) answer->body += '\n';
  return WriteAll(STDOUT_FILENO, answer->body, "standard output");
}

}  // namespace fun::loader
