#include "loader/release/rollover.h"

#include <string>

#include "core/base/span.h"
#include "core/stream/progress.h"
#include "loader/server/answer.h"

namespace fun::loader {
namespace {

// {"indices":[],"aliases":[],"data_streams":[{"name":"x","backing_indices":[".ds-x-000001"]}]}
// Depths:  2              2                 2 3                            4
class NameUseVisitor {
 public:
  explicit NameUseVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) {
    key_ = Slice(text_, raw);
    if (depth_ == 1) part_ = key_;
  }
  void OnString(Span) {
    if (depth_ == 4 && part_ == "data_streams" && key_ == "backing_indices") ++use.backing_indices;
  }
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) {
    ++depth_;
    if (depth_ == 2 && part_ == "data_streams") knows_streams = true;
    if (depth_ == 3 && part_ != "data_streams") use.is_other = true;
  }
  void OnClose(std::size_t) { --depth_; }

  NameUse use;
  bool knows_streams = false;

 private:
  std::string_view text_;
  std::string_view key_;
  std::string_view part_;  // the member of the root
  int depth_ = 0;
};

// Asks for a template that is not kept.  Where streams are a module that is missing, the other
// questions have answers all the same.
Result<void> SeeThatServerHasStreams(Http& http, const Target& target,
                                     std::chrono::milliseconds give_up) {
  const auto answer = http.AskPatiently(
      {"POST", "/_index_template/_simulate?filter_path=error.type",
       R"({"index_patterns":[")" + target.stream + R"("],"priority":502,"data_stream":{}})"},
      give_up);
  if (!answer) return std::unexpected(answer.error());
  if (answer->is_good()) return {};
  if (answer->status != 400) return std::unexpected(ErrorOfAnswer(*answer, "try a template"));
  return Failure(ExitCode::kUsage, "the server has no data streams",
                 "load without --data-stream, into an index for each day");
}

Result<void> RefuseRollover(const Target& target, const NameUse& use) {
  if (use.is_other) {
    return Failure(ExitCode::kUsage, target.stream + " is an index or an alias, and no data stream",
                   "choose another name for --data-stream");
  }
  if (use.backing_indices <= 1 || target.allow_duplicates) return {};
  return Failure(
      ExitCode::kUsage,
      target.stream + " has rolled over, into " + stream::WithThousands(use.backing_indices) +
          " indices: a record that an older one holds would be stored a second time",
      "load into a new --data-stream, or into daily indices, where no record comes twice; "
      "--allow-duplicates where these lines were never loaded before");
}

}  // namespace

std::optional<NameUse> ReadNameUse(std::string_view body) {
  NameUseVisitor visitor(body);
  if (!WalkAnswer(body, visitor) || !visitor.knows_streams) return std::nullopt;
  return visitor.use;
}

Result<void> CheckStream(Http& http, const Target& target, std::chrono::milliseconds give_up) {
  if (auto has = SeeThatServerHasStreams(http, target, give_up); !has) return has;
  const auto answer = http.AskPatiently({"GET", "/_resolve/index/" + target.stream, ""}, give_up);
  if (!answer) return std::unexpected(answer.error());
  if (answer->status == 404) return {};
  if (answer->status == 403) {
    return Failure(ExitCode::kEnvironment,
                   "this user may not read, and cannot know whether a data stream has rolled over",
                   "give it the index privileges read and maintenance");
  }
  const auto use = answer->is_good() ? ReadNameUse(answer->body) : std::nullopt;
  if (!use) return std::unexpected(ErrorOfAnswer(*answer, "say what a name is of"));
  return RefuseRollover(target, *use);
}

}  // namespace fun::loader
