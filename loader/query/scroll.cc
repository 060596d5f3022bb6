#include "loader/query/scroll.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/base/process.h"
#include "loader/query/dialect/tree.h"
#include "loader/query/search_error.h"

namespace fun::loader {
namespace {

using json::NumberValue;
using json::StringValue;
using json::Value;

constexpr std::uint64_t kHitsOfPage = 1'000;
constexpr std::string_view kKeep = "5m";
constexpr std::chrono::seconds kForgettingAfterStop{5};

Result<void> PrepareBody(Value& body) {
  for (const std::string_view key : {"aggs", "aggregations"}) {
    if (body.Find(key) != nullptr) {
      return Failure(ExitCode::kUsage, "--all prints hits, and the query asks for aggregations too",
                     "ask for them without --all");
    }
  }
  for (const std::string_view key : {"from", "size", "track_total_hits", "terminate_after"}) {
    TakeMember(body, key);
  }
  body.Add("size", NumberValue(kHitsOfPage));
  body.Add("track_total_hits", TrueValue());
  if (body.Find("sort") == nullptr) body.Add("sort", ListOf({StringValue("_doc")}));
  return {};
}

Result<Answer> AskForPage(Http& http, const std::string& path, const std::string& body) {
  auto answer = http.Ask({"POST", path, body, "application/json", false, kLongestSearchAnswer});
  if (answer && !answer->is_good()) return std::unexpected(ErrorOfSearch(*answer, body));
  return answer;
}

std::string ScrollBody(const std::string& id) {
  return R"({"scroll":")" + std::string(kKeep) + R"(","scroll_id":")" + id + "\"}";
}

std::unexpected<Error> OtherCount(std::uint64_t printed, std::uint64_t total) {
  return Failure(ExitCode::kIncomplete,
                 "printed " + std::to_string(printed) + " hits where the server counted " +
                     std::to_string(total),
                 "run it again");
}

// Prints pages until one is empty; `id` is the last that the server gave.
Result<void> PrintPages(Http& http, Answer answer, HitPrinter& printer, std::string& id) {
  std::optional<std::uint64_t> total;
  for (;;) {
    const auto page = ReadSearchAnswer(answer.body);
    if (!page || page->scroll_id.empty()) {
      return Failure(ExitCode::kEnvironment, "the answer of the server is none to a search",
                     "is this the address of Elasticsearch or OpenSearch?");
    }
    id = page->scroll_id;
    if (!total) total = page->total.value_or(0);
    if (auto whole = CheckWhole(*page); !whole) return whole;
    if (auto printed = printer.Print(page->hits); !printed) return printed;
    if (page->hits.empty()) break;
    if (IsStopRequested()) return Failure(ExitCode::kIncomplete, "stopped by a signal");
    auto next = AskForPage(http, "/_search/scroll", ScrollBody(id));
    if (!next) return std::unexpected(next.error());
    answer = std::move(*next);
  }
  if (printer.printed() != *total) return OtherCount(printer.printed(), *total);
  return {};
}

}  // namespace

Result<void> PrintEveryHit(Http& http, const std::string& index, Value body, HitPrinter& printer) {
  if (auto prepared = PrepareBody(body); !prepared) return prepared;
  const std::string path = "/" + index + "/_search?scroll=" + std::string(kKeep);
  auto first = AskForPage(http, path, ValueText(body));
  if (!first) return std::unexpected(first.error());
  std::string id;
  auto printed = PrintPages(http, std::move(*first), printer, id);
  if (!id.empty()) {
    const std::string forget = R"({"scroll_id":[")" + id + "\"]}";
    // If it fails, the server forgets by itself.
    Request forgetting = {"DELETE", "/_search/scroll", forget};
    forgetting.after_stop = kForgettingAfterStop;
    std::ignore = http.Ask(forgetting);
  }
  return printed;
}

Result<void> CheckWhole(const SearchAnswer& found) {
  if (found.has_timed_out) {
    return Failure(ExitCode::kIncomplete,
                   "the search ran into its timeout: the answer is not whole",
                   "ask for less, or leave timeout out of the query");
  }
  if (found.failed_shards == 0) return {};
  return Failure(ExitCode::kIncomplete,
                 std::to_string(found.failed_shards) +
                     " shards of the indices failed: the answer is not whole",
                 "does a field have another type in some of them? name the others with --index");
}

}  // namespace fun::loader
