#include "loader/query/query.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/base/command_line.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "loader/query/buckets.h"
#include "loader/query/csv.h"
#include "loader/query/dialect/tree.h"
#include "loader/query/hit_printer.h"
#include "loader/query/reading.h"
#include "loader/query/scroll.h"
#include "loader/query/search_answer.h"
#include "loader/query/search_error.h"
#include "loader/server/http.h"

namespace fun::loader {
namespace {

constexpr std::string_view kQueryTool = "funquery";
constexpr std::size_t kLongestQuery = 16 * 1024 * 1024;
constexpr std::size_t kMostChangesSaid = 100;

bool IsPatternCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.*,:+").find(c) != std::string_view::npos;
}

Result<void> CheckQueryOptions(const QueryOptions& options) {
  if (options.index.empty() || !std::ranges::all_of(options.index, IsPatternCharacter)) {
    return Failure(ExitCode::kUsage, "--index is no pattern of index names",
                   "as in --index 'logstash-trackinglogs-2015.*'");
  }
  if (!options.csv.empty() && SplitColumns(options.csv).empty()) {
    return Failure(ExitCode::kUsage, "--csv holds a column without a name",
                   "as in --csv @timestamp,event_type,context.course_id");
  }
  return {};
}

void SayChanges(const SearchQuery& query) {
  if (query.commas_removed != 0) {
    Say(kQueryTool, "left out " + std::to_string(query.commas_removed) +
                        " commas before a closing bracket, which JSON does not allow");
  }
  const std::size_t said = std::min(query.changes.size(), kMostChangesSaid);
  for (std::size_t at = 0; at < said; ++at) Say(kQueryTool, query.changes[at]);
  if (said < query.changes.size()) {
    Say(kQueryTool, "and " + std::to_string(query.changes.size() - said) + " changes more");
  }
}

Result<void> Explain(const QueryOptions& options, const SearchQuery& query) {
  if (query.changes.empty() && query.commas_removed == 0) Say(kQueryTool, "nothing to rewrite");
  std::string text = query.text;
  if (!query.changes.empty() && !options.no_pretty) text = PrettyText(query.body);
  if (!text.ends_with('\n')) text += '\n';
  return WriteAll(STDOUT_FILENO, text, "standard output");
}

// All hits are counted, unless the query says how far: 10,000 are where servers stop by themselves.
std::string PathOf(const QueryOptions& options, const SearchQuery& query) {
  std::string path = "/" + options.index + "/_search";
  char separator = '?';
  if (query.body.Find("track_total_hits") == nullptr) {
    path += "?track_total_hits=true";
    separator = '&';
  }
  const bool is_table = !options.csv.empty() || !options.csv_buckets.empty();
  if (!options.no_pretty && !is_table) path += std::string(1, separator) + "pretty";
  return path;
}

Result<void> PrintTable(const QueryOptions& options, const SearchAnswer& found) {
  if (!options.csv_buckets.empty()) {
    std::string table;
    if (auto made = AppendBuckets(found.aggregations, options.csv_buckets, table); !made) {
      return made;
    }
    return WriteAll(STDOUT_FILENO, table, "standard output");
  }
  HitPrinter printer(SplitColumns(options.csv));
  if (auto printed = printer.Print(found.hits); !printed) return printed;
  if (found.total && *found.total > printer.printed()) {
    Say(kQueryTool, "printed " + std::to_string(printer.printed()) + " of " +
                        std::to_string(*found.total) + " hits; --all prints every one");
  }
  return {};
}

Result<void> PrintOneAnswer(Http& http, const QueryOptions& options, const SearchQuery& query) {
  auto answer = http.Ask({"POST", PathOf(options, query), query.text, "application/json", false,
                          kLongestSearchAnswer});
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good()) return std::unexpected(ErrorOfSearch(*answer, query.text));
  const auto found = ReadSearchAnswer(answer->body);
  if (!found) {
    return Failure(ExitCode::kEnvironment, "the answer of the server is no JSON",
                   "is this the address of Elasticsearch or OpenSearch?");
  }
  const bool is_table = !options.csv.empty() || !options.csv_buckets.empty();
  if (!is_table && !answer->body.ends_with('\n')) answer->body += '\n';
  auto printed = is_table ? PrintTable(options, *found)
                          : WriteAll(STDOUT_FILENO, answer->body, "standard output");
  if (!printed) return printed;
  return CheckWhole(*found);
}

void AddPrintingOptions(CommandLine& command, QueryOptions& options) {
  command.Add("--no-pretty", options.no_pretty, "Print the answer on one line");
  command.Add("--explain", options.explain,
              "Print the query as it would be sent, and on standard error what was rewritten and "
              "why; send nothing");
  command.Add("--all", options.all,
              "Print the document of every hit, one a line, however many; the query's size and "
              "from do not count");
  command
      .Add("--csv", options.csv,
           "Print hits as a table with these columns: fields of the document, as "
           "context.course_id, or _id, _index")
      .Takes("FIELD,FIELD...")
      .Filled();
  command
      .Add("--csv-buckets", options.csv_buckets,
           "Print the buckets of this aggregation as a table; with > of one within it")
      .Takes("NAME[>NAME...]")
      .Filled()
      .Excludes("--csv")
      .Excludes("--all");
}

}  // namespace

void AddQueryOptions(CommandLine& command, QueryOptions& options) {
  AddConnectionOptions(command, options.connection);
  AddHostOptions(command, options.connection);
  command.Add("--index", options.index, "Indices to search")
      .Takes("PATTERN")
      .ShowsDefault()
      .Filled();
  AddPrintingOptions(command, options);
  command.Add("QUERY", options.query, "File with the query; -: standard input").IsRequired();
  command.SetVersion([] { return "funquery " + VersionText(); });
  command.SetFooter(
      "A query of Elasticsearch 1.x (filtered, facets, and, or, not, missing ...) is rewritten "
      "for\n"
      "the server of today, and each change is said; one of today is sent as it is. All hits are\n"
      "counted, not only the first 10,000.\n\n"
      "Examples:\n"
      "  funquery query.json > result.json\n"
      "  funquery --explain query.json             what would be sent, and why\n"
      "  funquery --all query.json > hits.ndjson\n"
      "  funquery --all --csv @timestamp,username,event_type query.json > hits.csv\n"
      "  funquery --csv-buckets 'courses>days' query.json > counts.csv\n\n"
      "Exit codes: 0 done, 2 usage or query, 3 input, 4 the answer is not whole, 6 server.");
}

Result<void> RunQuery(const QueryOptions& options) {
  if (auto checked = CheckQueryOptions(options); !checked) return checked;
  const auto text = ReadSmallFile(options.query, kLongestQuery);
  if (!text) return std::unexpected(text.error());
  const auto query = ReadSearchQuery(*text);
  if (!query) return std::unexpected(query.error());
  SayChanges(*query);
  if (options.explain) return Explain(options, *query);
  const auto connection = MakeConnection(options.connection);
  if (!connection) return std::unexpected(connection.error());
  Http http(*connection);
  if (!options.all) return PrintOneAnswer(http, options, *query);
  HitPrinter printer(SplitColumns(options.csv));
  return PrintEveryHit(http, options.index, query->body, printer);
}

}  // namespace fun::loader
