#include "loader/release/replacement.h"

#include <thread>
#include <utility>

#include "core/base/arena.h"
#include "core/json/text.h"
#include "loader/release/deletion.h"
#include "loader/server/answer.h"
#include "loader/server/backoff.h"

namespace fun::loader {
namespace {

// Of one round.  Servers refuse windows of over 10,000.
constexpr int kMostIds = 5'000;

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

// No _delete_by_query: it is a module that a server may lack.
std::string QuestionFor(std::string_view release) {
  std::string body = R"({"size":)" + std::to_string(kMostIds) +
                     R"(,"_source":false,"sort":["_doc"],"query":{"bool":{"must_not":)"
                     R"({"term":{"release":)";
  json::AppendQuoted(release, body);
  return body + "}}}}}";
}

Result<std::vector<std::string>> AskIds(Http& http, const std::string& index,
                                        const std::string& question,
                                        std::chrono::milliseconds give_up) {
  const auto refreshed =
      http.AskPatiently({"POST", "/" + index + "/_refresh?filter_path=error.type", ""}, give_up);
  if (!refreshed) return std::unexpected(refreshed.error());
  const auto answer = http.AskPatiently(
      {"POST", "/" + index + "/_search?filter_path=hits.hits._id,error.type", question}, give_up);
  if (!answer) return std::unexpected(answer.error());
  auto ids = answer->is_good() ? ReadIds(answer->body) : std::nullopt;
  if (!ids) return std::unexpected(ErrorOfAnswer(*answer, "list the records of other releases"));
  return std::move(*ids);
}

// Returns how many were there.
Result<std::uint64_t> Delete(Http& http, const std::string& index,
                             const std::vector<std::string>& ids,
                             std::chrono::milliseconds give_up) {
  std::string body;
  for (const std::string& id : ids) {
    body.append(R"({"delete":{"_id":)");
    json::AppendQuoted(id, body);
    body.append("}}\n");
  }
  const auto answer = http.AskPatiently(
      {"POST",
       "/" + index + "/_bulk?filter_path=errors,items.*.status,items.*.error.type,error.type", body,
       "application/x-ndjson"},
      give_up);
  if (!answer) return std::unexpected(answer.error());
  return CountDeleted(*answer, ids.size(), "records of other releases");
}

}  // namespace

std::optional<std::vector<std::string>> ReadIds(std::string_view body) {
  IdVisitor visitor(body);
  if (!WalkAnswer(body, visitor)) return std::nullopt;
  return std::move(visitor.ids);
}

Result<std::uint64_t> DeleteOthers(Http& http, const std::string& index, std::string_view release,
                                   std::chrono::milliseconds give_up) {
  const std::string question = QuestionFor(release);
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t deleted = 0;
  Backoff backoff;
  for (;;) {
    const auto ids = AskIds(http, index, question, give_up);
    if (!ids) return std::unexpected(ids.error());
    if (ids->empty()) return deleted;
    const auto gone = Delete(http, index, *ids, give_up);
    if (!gone) return gone;
    deleted += *gone;
    if (*gone < ids->size()) std::this_thread::sleep_for(backoff.Next());
    if (*gone == 0 && std::chrono::steady_clock::now() - start > give_up) {
      return Failure(ExitCode::kEnvironment, "records of other releases stay in " + index,
                     "run it again: it adds and deletes only what is left to do");
    }
  }
}

}  // namespace fun::loader
