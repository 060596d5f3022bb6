#include "loader/release/holdings.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/base/arena.h"
#include "core/json/text.h"
#include "core/stream/progress.h"
#include "loader/server/answer.h"

namespace fun::loader {
namespace {

constexpr std::string_view kHoldingsQuestion =
    R"({"size":0,"track_total_hits":true,"aggs":{"releases":{"terms":)"
    R"({"field":"release","size":100,"missing":""}}}})";
constexpr std::string_view kHoldingsPath =
    "/_search?ignore_unavailable=true&allow_partial_search_results=false"
    "&filter_path=hits.total.value,"
    "aggregations.releases.buckets.key,aggregations.releases.buckets.doc_count,error.type";

std::uint64_t CountIn(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// {"hits":{"total":{"value":3}},"aggregations":{"releases":{"buckets":[{"key":"v1","doc_count":3}]}}}
// Depths:         2        3                  2            3            4 5
class HoldingsVisitor {
 public:
  explicit HoldingsVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) {
    key_ = Slice(text_, raw);
    if (depth_ == 1) in_hits_ = key_ == "hits";
  }
  void OnString(Span raw) {
    if (in_hits_ || depth_ != 5 || key_ != "key") return;
    day.releases.back().release = json::Unescape(Slice(text_, raw), arena_).text;
  }
  void OnScalar(Span raw) {
    if (in_hits_ && depth_ == 3 && key_ == "value") {
      day.records = CountIn(Slice(text_, raw));
      has_total = true;
    } else if (!in_hits_ && depth_ == 5 && key_ == "doc_count") {
      day.releases.back().records = CountIn(Slice(text_, raw));
    }
  }
  void OnOpen(std::size_t, bool) {
    if (++depth_ == 5 && !in_hits_) day.releases.emplace_back();
  }
  void OnClose(std::size_t) { --depth_; }

  DayHoldings day;
  bool has_total = false;

 private:
  std::string_view text_;
  Arena arena_;
  std::string_view key_;
  int depth_ = 0;
  bool in_hits_ = false;
};

// Not the name that the server states: whoever filled the field may have put a person's there.
std::string_view WordsFor(const Holding& holding) {
  return holding.release.empty() ? "no release" : "another release";
}

// Of an index that another template made, or none.
Error CannotTellApart(const std::string& index, const Answer& answer) {
  return {ExitCode::kUsage,
          "the server cannot tell the releases in " + index + " apart: status " +
              std::to_string(answer.status) + ", " + ReadErrorType(answer.body),
          "its field release is no keyword, as our index template makes it: load into another "
          "--index-prefix, or delete the index and load it anew"};
}

}  // namespace

std::optional<DayHoldings> ReadHoldings(std::string_view body) {
  HoldingsVisitor visitor(body);
  if (!WalkAnswer(body, visitor) || !visitor.has_total) return std::nullopt;
  return std::move(visitor.day);
}

Result<std::optional<DayHoldings>> AskHoldings(Http& http, const std::string& index,
                                               std::chrono::milliseconds give_up) {
  const auto refreshed = http.AskPatiently(
      {"POST", "/" + index + "/_refresh?ignore_unavailable=true&filter_path=error.type", ""},
      give_up);
  if (!refreshed) return std::unexpected(refreshed.error());
  if (refreshed->status == 403) return std::nullopt;
  if (!refreshed->is_good()) {
    return std::unexpected(ErrorOfAnswer(*refreshed, "refresh an index"));
  }
  const auto answer = http.AskPatiently(
      {"POST", "/" + index + std::string(kHoldingsPath), kHoldingsQuestion}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 403) return std::nullopt;
  if (answer->status == 400) return std::unexpected(CannotTellApart(index, *answer));
  const auto day = answer->is_good() ? ReadHoldings(answer->body) : std::nullopt;
  if (!day) return std::unexpected(ErrorOfAnswer(*answer, "say what an index holds"));
  return day;
}

HeldCount CountFor(std::string_view release, const DayHoldings& day) {
  if (day.releases.empty()) return {day.records, 0};  // a server that does not tell them apart
  std::uint64_t own = 0;
  for (const Holding& holding : day.releases) {
    if (holding.release == release) own = holding.records;
  }
  return {day.records, day.records - std::min(own, day.records)};
}

Result<void> RefuseMixture(const std::string& index, const DayHoldings& day,
                           std::string_view release) {
  std::string words;
  for (const Holding& holding : day.releases) {
    if (holding.release == release) continue;
    words.append(words.empty() ? "" : ", ").append(stream::WithThousands(holding.records));
    words.append(" of ").append(WordsFor(holding));
  }
  if (words.empty()) return {};
  std::string hint =
      release.empty()
          ? "--release NAME says which release this is; --mix loads it beside the others"
          : "--replace deletes the others once this one is complete; --mix loads it beside them";
  return Failure(ExitCode::kUsage, index + " holds records of something else: " + words,
                 std::move(hint));
}

}  // namespace fun::loader
