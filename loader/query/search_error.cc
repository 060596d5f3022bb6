#include "loader/query/search_error.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "core/json/pointer.h"
#include "loader/query/dialect/rewriting.h"
#include "loader/server/answer.h"
#include "loader/server/http.h"

namespace fun::loader {
namespace {

constexpr std::size_t kLookBack = 200;  // bytes, from where the server stopped to the word it means
constexpr std::size_t kLongestLookedAt = 1 << 20;

// {"error":{"root_cause":[{"type":"…","line":1,"col":20}],"type":"…"}}
// Depths:  2              4
class CauseVisitor {
 public:
  explicit CauseVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) {
    key_ = Slice(text_, raw);
    if (depth_ == 1) in_error_ = key_ == "error";
    if (depth_ == 2) in_cause_ = key_ == "root_cause";
  }
  void OnString(Span raw) {
    if (IsAtCause() && key_ == "type" && cause.empty()) cause = CleanErrorType(Slice(text_, raw));
  }
  void OnScalar(Span raw) {
    if (!IsAtCause()) return;
    if (key_ == "line" && line == 0) line = NumberOf(Slice(text_, raw));
    if (key_ == "col" && column == 0) column = NumberOf(Slice(text_, raw));
  }
  void OnOpen(std::size_t, bool) { ++depth_; }
  void OnClose(std::size_t) { --depth_; }

  std::string cause;
  std::size_t line = 0;
  std::size_t column = 0;

 private:
  bool IsAtCause() const { return in_error_ && in_cause_ && depth_ == 4; }

  static std::size_t NumberOf(std::string_view text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  std::string_view text_;
  std::string_view key_;
  int depth_ = 0;
  bool in_error_ = false;
  bool in_cause_ = false;
};

// The word of `sent` at or before a line and column; "" when they lead nowhere.
std::string WordAt(std::string_view sent, std::size_t line, std::size_t column) {
  if (line == 0 || sent.size() > kLongestLookedAt) return "";
  std::size_t begin = 0;
  for (std::size_t passed = 1; passed < line; ++passed) {
    const std::size_t feed = sent.find('\n', begin);
    if (feed == std::string_view::npos) return "";
    begin = feed + 1;
  }
  std::size_t at = std::min(begin + column, sent.size());
  for (std::size_t back = 0; back < kLookBack && at > 0; ++back) {
    if (const auto place = json::FindPlace(sent, --at)) return ReadablePlace(place->path);
  }
  return "";
}

struct Hint {
  std::string_view type;
  std::string_view words;
};

// clang-format off
constexpr Hint kHints[] = {
    {"index_not_found_exception", "is there such an index? name it with --index PATTERN"},
    {"parsing_exception", "the server does not know a word of the query, or not at that place"},
    {"x_content_parse_exception", "the server does not know a word of the query, or not at that place"},
    {"json_parse_exception", "the query is JSON that the server does not take"},
    {"query_shard_exception", "a field of the query is not there, or is of another type: a sort takes unmapped_type"},
    {"illegal_argument_exception", "a field or a number is none that this can be asked of: .raw of a text, a smaller size"},
    {"number_format_exception", "a number is wanted for a field that holds numbers"},
    {"too_many_clauses", "the query is of more clauses than the server takes: ask in parts"},
    {"too_many_nested_clauses", "the query is of more clauses than the server takes: ask in parts"},
    {"too_many_buckets_exception", "ask for wider intervals, fewer terms or a shorter time"},
    {"circuit_breaking_exception", "the server lacks memory for this: ask for less at a time"},
    {"script_exception", "the server does not run this script"},
    {"search_context_missing_exception", "the server has forgotten the search: start it again"},
};
// clang-format on

}  // namespace

Error ErrorOfSearch(const Answer& answer, std::string_view sent) {
  Error error = ErrorOfAnswer(answer, "search");
  CauseVisitor visitor(answer.body);
  if (!WalkAnswer(answer.body, visitor)) return error;
  if (!visitor.cause.empty() && visitor.cause != ReadErrorType(answer.body)) {
    error.message += " for " + visitor.cause;
  }
  const auto* const hint = std::ranges::find(kHints, visitor.cause, &Hint::type);
  if (hint != std::end(kHints)) error.hint = hint->words;
  if (answer.status == 400) {
    error.code = ExitCode::kUsage;
    if (error.hint.empty()) error.hint = "the server does not understand this query";
    const std::string word = WordAt(sent, visitor.line, visitor.column);
    if (!word.empty()) error.message += ", at " + word;
  } else if (answer.status == 404 && error.hint.empty()) {
    error.hint = "is there such an index? name it with --index PATTERN";
  }
  return error;
}

}  // namespace fun::loader
