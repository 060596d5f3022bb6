#include "loader/release/erasure.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/arena.h"
#include "core/base/ascii.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/json/text.h"
#include "core/stream/progress.h"
#include "keys/pseudonym.h"
#include "loader/release/deletion.h"
#include "loader/release/holdings.h"
#include "loader/server/answer.h"
#include "loader/server/http.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLargestList = std::size_t{64} << 20;
constexpr std::size_t kMostInQuestion = 1'000;  // pseudonyms
constexpr int kMostPlaces = 5'000;              // of one round; servers refuse over 10,000
constexpr std::string_view kLearners = "records of learners";

// Fields of the index template that name whose record it is.
constexpr std::string_view kLearnerFields[] = {"username", "context.username", "context.user_id"};

// {"hits":{"hits":[{"_index":"i","_id":"x"}]}}
// Depths:  2       3 4
class PlaceVisitor {
 public:
  explicit PlaceVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) { key_ = Slice(text_, raw); }
  void OnString(Span raw) {
    if (depth_ != 4) return;
    const std::string_view text = json::Unescape(Slice(text_, raw), arena_).text;
    if (key_ == "_index") places.back().index = text;
    if (key_ == "_id") places.back().id = text;
  }
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) {
    if (++depth_ == 4) places.emplace_back();
  }
  void OnClose(std::size_t) { --depth_; }

  std::vector<RecordPlace> places;

 private:
  std::string_view text_;
  Arena arena_;
  std::string_view key_;
  int depth_ = 0;
};

// One server, and the indices of one prefix on it.
class Eraser {
 public:
  Eraser(const Options& options, const Connection& connection)
      : http_(connection),
        indices_("/" + options.target.Everything()),
        give_up_(options.give_up_time()) {}

  Result<bool> HasIndices();
  // How many records there are of these learners.
  Result<std::uint64_t> Count(const std::vector<std::string>& pseudonyms);
  // Deletes them until a search finds none.
  Result<void> DeleteAll(const std::vector<std::string>& pseudonyms);

  // By all calls of DeleteAll, as the server says.
  std::uint64_t deleted() const { return deleted_; }

 private:
  Result<Answer> Search(const std::string& question, std::string_view filter);
  Result<std::uint64_t> DeleteAt(const std::vector<RecordPlace>& places);

  Http http_;
  std::string indices_;
  std::chrono::milliseconds give_up_;
  std::uint64_t deleted_ = 0;
};

Result<bool> Eraser::HasIndices() {
  const auto answer = http_.AskPatiently(
      {"GET", indices_ + "/_settings?filter_path=*.settings.index.uuid,error.type", ""}, give_up_);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good()) return std::unexpected(ErrorOfAnswer(*answer, "list the indices"));
  return answer->body.contains("uuid");
}

// What was written a moment ago is searched, too; a shard that is missing is an error.
Result<Answer> Eraser::Search(const std::string& question, std::string_view filter) {
  const auto refreshed =
      http_.AskPatiently({"POST", indices_ + "/_refresh?filter_path=error.type", ""}, give_up_);
  if (!refreshed) return std::unexpected(refreshed.error());
  auto answer = http_.AskPatiently(
      {"POST",
       indices_ + "/_search?allow_partial_search_results=false&filter_path=" + std::string(filter) +
           ",error.type",
       question},
      give_up_);
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_good()) {
    return std::unexpected(ErrorOfAnswer(*answer, "search the " + std::string(kLearners)));
  }
  return answer;
}

Result<std::uint64_t> Eraser::Count(const std::vector<std::string>& pseudonyms) {
  const auto answer = Search(ErasureQuestion(pseudonyms, 0), "hits.total.value");
  if (!answer) return std::unexpected(answer.error());
  const auto held = ReadHoldings(answer->body);
  if (!held) return std::unexpected(ErrorOfAnswer(*answer, "count the " + std::string(kLearners)));
  return held->records;
}

Result<std::uint64_t> Eraser::DeleteAt(const std::vector<RecordPlace>& places) {
  std::string body;
  for (const RecordPlace& place : places) {
    body.append(R"({"delete":{"_index":)");
    json::AppendQuoted(place.index, body);
    body.append(R"(,"_id":)");
    json::AppendQuoted(place.id, body);
    body.append("}}\n");
  }
  const auto answer = http_.AskPatiently(
      {"POST", "/_bulk?filter_path=errors,items.*.status,items.*.error.type,error.type", body,
       "application/x-ndjson"},
      give_up_);
  if (!answer) return std::unexpected(answer.error());
  return CountDeleted(*answer, places.size(), kLearners);
}

Result<void> Eraser::DeleteAll(const std::vector<std::string>& pseudonyms) {
  const std::string question = ErasureQuestion(pseudonyms, kMostPlaces);
  const auto round = [&]() -> Result<DeletionRound> {
    const auto answer = Search(question, "hits.hits._index,hits.hits._id");
    if (!answer) return std::unexpected(answer.error());
    const auto places = ReadPlaces(answer->body);
    if (!places) {
      return std::unexpected(ErrorOfAnswer(*answer, "list the " + std::string(kLearners)));
    }
    if (places->empty()) return DeletionRound();
    const auto gone = DeleteAt(*places);
    if (!gone) return std::unexpected(gone.error());
    return DeletionRound{places->size(), *gone};
  };
  return DeleteInRounds({std::string(kLearners), "the indices", give_up_, round}, deleted_);
}

Result<void> CheckEraseOptions(const Options& options) {
  const bool loads = !options.input.inputs.empty() || !options.replay.empty() ||
                     !options.state.empty() || !options.trust.empty() || !options.release.empty() ||
                     !options.body_folder.empty() || !options.summary.empty() || options.setup ||
                     options.mix || options.replace || options.target.allow_duplicates;
  if (loads) {
    return Failure(ExitCode::kUsage, "--erase loads nothing: it reads pseudonyms on standard input",
                   "leave INPUT and all flags but those of the connection, --index-prefix or "
                   "--data-stream and --dry-run out");
  }
  return CheckTarget(options.target);
}

// Of all groups of pseudonyms, one after the other.
template <typename Step>
Result<void> InGroups(const std::vector<std::string>& pseudonyms, Step step) {
  for (std::size_t at = 0; at < pseudonyms.size(); at += kMostInQuestion) {
    const auto begin = pseudonyms.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t size = std::min(kMostInQuestion, pseudonyms.size() - at);
    auto stepped = step(std::vector<std::string>(begin, begin + static_cast<std::ptrdiff_t>(size)));
    if (!stepped) return stepped;
  }
  return {};
}

Result<std::uint64_t> CountAll(Eraser& eraser, const std::vector<std::string>& pseudonyms) {
  std::uint64_t sum = 0;
  auto counted = InGroups(pseudonyms, [&](const auto& group) -> Result<void> {
    const auto count = eraser.Count(group);
    if (!count) return std::unexpected(count.error());
    sum += *count;
    return {};
  });
  if (!counted) return std::unexpected(counted.error());
  return sum;
}

// Returns how many are left.
Result<std::uint64_t> EraseAll(Eraser& eraser, const std::vector<std::string>& pseudonyms) {
  auto deleted =
      InGroups(pseudonyms, [&eraser](const auto& group) { return eraser.DeleteAll(group); });
  if (!deleted) return std::unexpected(deleted.error());
  auto left = CountAll(eraser, pseudonyms);
  if (!left && left.error().code == ExitCode::kIncomplete) {
    return std::unexpected(StoppedDeletion(kLearners, eraser.deleted()));
  }
  return left;
}

}  // namespace

Result<std::vector<std::string>> ReadPseudonyms(std::string_view text) {
  std::vector<std::string> pseudonyms;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.size() != keys::kPseudonymSize || !std::ranges::all_of(line, IsLowerHexDigit)) {
      return Failure(ExitCode::kUsage,
                     "standard input, line " + std::to_string(number) + " is no pseudonym",
                     "64 lower-case hexadecimal digits a line, as funkey pseudonym prints them");
    }
    pseudonyms.emplace_back(line);
  }
  if (!pseudonyms.empty()) return pseudonyms;
  return Failure(ExitCode::kInput, "standard input holds no pseudonym",
                 "funkey pseudonym --key KEY --release NAME < usernames | funload --erase");
}

std::string ErasureQuestion(const std::vector<std::string>& pseudonyms, int size) {
  std::string list;
  for (const std::string& pseudonym : pseudonyms) {
    list += (list.empty() ? "\"" : ",\"") + pseudonym + "\"";
  }
  std::string fields;
  for (const std::string_view field : kLearnerFields) {
    fields += (fields.empty() ? R"({"terms":{")" : R"(,{"terms":{")") + std::string(field) +
              R"(":[)" + list + "]}}";
  }
  return R"({"size":)" + std::to_string(size) +
         R"(,"track_total_hits":true,"_source":false,"sort":["_doc"],"query":{"bool":{"should":[)" +
         fields + "]}}}";
}

std::optional<std::vector<RecordPlace>> ReadPlaces(std::string_view body) {
  PlaceVisitor visitor(body);
  if (!WalkAnswer(body, visitor)) return std::nullopt;
  return std::move(visitor.places);
}

Result<ExitCode> EraseRecords(const Options& options) {
  if (auto sound = CheckEraseOptions(options); !sound) return std::unexpected(sound.error());
  const auto connection = MakeConnection(options.connection);
  if (!connection) return std::unexpected(connection.error());
  const auto text = ReadSmallFile("-", kLargestList);
  if (!text) return std::unexpected(text.error());
  const auto pseudonyms = ReadPseudonyms(*text);
  if (!pseudonyms) return std::unexpected(pseudonyms.error());
  if (const std::string warning = WarningFor(*connection);
      !warning.empty() && !options.input.quiet) {
    Say(kTool, warning);
  }
  Eraser eraser(options, *connection);
  const auto has_indices = eraser.HasIndices();
  if (!has_indices) return std::unexpected(has_indices.error());
  if (!*has_indices) {
    return Failure(ExitCode::kInput,
                   "the server has no index of this --index-prefix or --data-stream",
                   "look whether URL and name are those of the load");
  }
  const std::string of = " of " + stream::WithThousands(pseudonyms->size()) + " pseudonyms";
  if (options.dry_run) {
    const auto found = CountAll(eraser, *pseudonyms);
    if (!found) return std::unexpected(found.error());
    Say(kTool, "would delete records" + of + ": " + stream::WithThousands(*found));
    return ExitCode::kDone;
  }
  const auto left = EraseAll(eraser, *pseudonyms);
  if (!left) return std::unexpected(left.error());
  if (!options.input.quiet || *left != 0) {
    Say(kTool, "deleted records" + of + ": " + stream::WithThousands(eraser.deleted()) +
                   "; left: " + stream::WithThousands(*left));
  }
  if (*left == 0) return ExitCode::kDone;
  return Failure(ExitCode::kEnvironment, "records of learners are in the indices again",
                 "somebody loads at the same time: stop that, and run it again");
}

}  // namespace fun::loader
