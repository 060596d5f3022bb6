#include "loader/query/reading.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "core/base/arena.h"
#include "core/json/structure.h"
#include "core/json/text.h"
#include "core/json/walk.h"
#include "loader/query/dialect/body.h"
#include "loader/query/dialect/rewriting.h"
#include "loader/query/lenient.h"

namespace fun::loader {
namespace {

constexpr std::size_t kDeepestQuery = 200;
constexpr std::size_t kMostValues = 1'000'000;
constexpr std::size_t kMostMembers = 1'000;  // of one object

// What a tree cannot hold, or would take too long to: the first fault, and where.
class QueryVisitor {
 public:
  explicit QueryVisitor(std::string_view text) : text_(text) {}

  void OnKey(json::RawString raw) {
    auto& keys = keys_.back();
    if (!keys.insert(Decoded(raw)).second) Fault("a key stands twice in one object", raw.begin);
    if (keys.size() > kMostMembers) Fault("an object has more than 1,000 members", raw.begin);
  }
  void OnString(json::RawString raw) {
    Decoded(raw);
    Count(raw.begin);
  }
  void OnScalar(Span raw) { Count(raw.begin); }
  void OnOpen(std::size_t at, bool) {
    keys_.emplace_back();
    Count(at);
  }
  void OnClose(std::size_t) { keys_.pop_back(); }

  std::string_view fault() const { return fault_; }
  std::size_t at() const { return at_; }

 private:
  std::string Decoded(Span raw) {
    arena_.Clear();
    const json::DecodedText decoded = json::Unescape(Slice(text_, raw), arena_);
    if (decoded.has_lone_surrogate) Fault("a string holds half a character", raw.begin);
    return std::string(decoded.text);
  }
  void Count(std::size_t at) {
    if (++values_ > kMostValues) Fault("it holds more than 1,000,000 values", at);
  }
  void Fault(std::string_view what, std::size_t at) {
    if (!fault_.empty()) return;
    fault_ = what;
    at_ = at;
  }

  std::string_view text_;
  Arena arena_;
  std::vector<std::unordered_set<std::string>> keys_;  // of the objects that are open
  std::size_t values_ = 0;
  std::string_view fault_;
  std::size_t at_ = 0;
};

std::unexpected<Error> AtLine(std::string_view text, std::string message, std::size_t at) {
  const auto line = 1 + std::ranges::count(text.substr(0, at), '\n');
  return Failure(ExitCode::kUsage, std::move(message) + std::to_string(line));
}

Result<void> CheckJson(std::string_view text) {
  QueryVisitor visitor(text);
  json::Structure structure;
  json::Verdict verdict = {structure.Index(text), text.size()};
  if (verdict.ok()) {
    json::Walker walker(text, structure.start(), {.max_depth = kDeepestQuery}, visitor);
    verdict = walker.Walk();
  }
  if (verdict.refusal == json::Refusal::kTooDeep) {
    return AtLine(text, "cannot take the query: it is nested deeper than 200, line ",
                  verdict.offset);
  }
  if (!verdict.ok()) {
    const std::string name(json::NameOf(verdict.refusal));
    return AtLine(text, "the query is no JSON: " + name + " at or before line ", verdict.offset);
  }
  if (visitor.fault().empty()) return {};
  return AtLine(text, "cannot take the query: " + std::string(visitor.fault()) + ", line ",
                visitor.at());
}

}  // namespace

Result<SearchQuery> ReadSearchQuery(std::string_view text) {
  LenientQuery lenient = WithoutTrailingCommas(text);
  if (auto checked = CheckJson(lenient.text); !checked) return std::unexpected(checked.error());
  auto body = json::ReadValue(lenient.text, {.deepest = kDeepestQuery});
  if (!body || !body->is_object()) {
    return Failure(ExitCode::kUsage, "the query is no JSON object",
                   R"(as in {"query": {"match_all": {}}})");
  }
  Rewriting work;
  RewriteSearch(*body, work);
  if (work.refusal()) return std::unexpected(*work.refusal());
  SearchQuery query = {std::move(lenient.text), std::move(*body), work.changes(),
                       lenient.commas_removed};
  if (!query.changes.empty()) query.text = ValueText(query.body);
  return query;
}

}  // namespace fun::loader
