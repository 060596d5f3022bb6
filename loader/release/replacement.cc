#include "loader/release/replacement.h"

#include <utility>

#include "core/base/arena.h"
#include "core/json/text.h"
#include "loader/release/deletion.h"
#include "loader/release/holdings.h"
#include "loader/server/answer.h"

namespace fun::loader {
namespace {

// Of one round.  Servers refuse windows of over 10,000.
constexpr int kMostIds = 5'000;
constexpr std::string_view kOthers = "records of other releases";

// {"hits":{"hits":[{"_id":"x"},{"_id":"y"}]}}
// Depths:  2       3 4
class IdVisitor {
 public:
  explicit IdVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) { key_ = Slice(text_, raw); }
  void OnString(Span raw) {
    if (depth_ != 4 || key_ != "_id") return;
    ids.emplace_back(json::Unescape(Slice(text_, raw), arena_).text);
  }
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) { ++depth_; }
  void OnClose(std::size_t) { --depth_; }

  std::vector<std::string> ids;

 private:
  std::string_view text_;
  Arena arena_;
  std::string_view key_;
  int depth_ = 0;
};

// The records that have the release, or those that do not, by the same words.
std::string QueryFor(std::string_view occurrence, std::string_view release) {
  std::string query =
      R"("query":{"bool":{")" + std::string(occurrence) + R"(":{"term":{"release":)";
  json::AppendQuoted(release, query);
  return query + "}}}}";
}

// No _delete_by_query: it is a module that a server may lack.
std::string QuestionFor(std::string_view release) {
  return R"({"size":)" + std::to_string(kMostIds) + R"(,"_source":false,"sort":["_doc"],)" +
         QueryFor("must_not", release) + "}";
}

Result<std::vector<std::string>> AskIds(Http& http, const Others& others,
                                        const std::string& question) {
  const auto refreshed = http.AskPatiently(
      {"POST", "/" + others.index + "/_refresh?filter_path=error.type", ""}, others.give_up);
  if (!refreshed) return std::unexpected(refreshed.error());
  if (!refreshed->is_good()) {
    return std::unexpected(ErrorOfAnswer(*refreshed, "refresh an index"));
  }
  const auto answer = http.AskPatiently(
      {"POST",
       "/" + others.index +
           "/_search?allow_partial_search_results=false&filter_path=hits.hits._id,error.type",
       question},
      others.give_up);
  if (!answer) return std::unexpected(answer.error());
  auto ids = answer->is_good() ? ReadIds(answer->body) : std::nullopt;
  if (!ids) return std::unexpected(ErrorOfAnswer(*answer, "list the " + std::string(kOthers)));
  return std::move(*ids);
}

// Returns how many were there.
Result<std::uint64_t> Delete(Http& http, const Others& others,
                             const std::vector<std::string>& ids) {
  std::string body;
  for (const std::string& id : ids) {
    body.append(R"({"delete":{"_id":)");
    json::AppendQuoted(id, body);
    body.append("}}\n");
  }
  const auto answer = http.AskPatiently(
      {"POST",
       "/" + others.index +
           "/_bulk?filter_path=errors,items.*.status,items.*.error.type,error.type",
       body, "application/x-ndjson"},
      others.give_up);
  if (!answer) return std::unexpected(answer.error());
  return CountDeleted(*answer, ids.size(), kOthers);
}

}  // namespace

std::optional<std::vector<std::string>> ReadIds(std::string_view body) {
  IdVisitor visitor(body);
  if (!WalkAnswer(body, visitor)) return std::nullopt;
  return std::move(visitor.ids);
}

Result<std::uint64_t> CountOwn(Http& http, const Others& others) {
  const std::string question =
      R"({"size":0,"track_total_hits":true,)" + QueryFor("filter", others.release) + "}";
  const auto answer = http.AskPatiently({"POST",
                                         "/" + others.index +
                                             "/_search?allow_partial_search_results=false"
                                             "&filter_path=hits.total.value,error.type",
                                         question},
                                        others.give_up);
  if (!answer) return std::unexpected(answer.error());
  const auto held = answer->is_good() ? ReadHoldings(answer->body) : std::nullopt;
  if (!held) return std::unexpected(ErrorOfAnswer(*answer, "count the records of a release"));
  return held->records;
}

Result<void> DeleteOthers(Http& http, const Others& others, std::uint64_t& deleted) {
  const std::string question = QuestionFor(others.release);
  const auto round = [&]() -> Result<DeletionRound> {
    const auto ids = AskIds(http, others, question);
    if (!ids) return std::unexpected(ids.error());
    if (ids->empty()) return DeletionRound();
    const auto gone = Delete(http, others, *ids);
    if (!gone) return std::unexpected(gone.error());
    return DeletionRound{ids->size(), *gone};
  };
  return DeleteInRounds({std::string(kOthers), others.index, others.give_up, round}, deleted);
}

}  // namespace fun::loader
