#include "loader/query/dialect/clause.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "loader/query/dialect/compound.h"
#include "loader/query/dialect/leaf.h"
#include "loader/query/dialect/match.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::Value;

enum class Kind : std::uint8_t {
  kFiltered,
  kJunction,
  kNot,
  kBool,
  kWrapper,
  kIgnored,
  kConstantScore,
  kJoin,
  kDisMax,
  kBoosting,
  kFunctionScore,
  kMissing,
  kExists,
  kTermLevel,
  kTerms,
  kRange,
  kIds,
  kType,
  kMatch,
  kMultiMatch,
  kQueryString,
  kMoreLikeThis,
  kScript,
  kPlain,
  kRefused,
};

struct Word {
  std::string_view name;
  Kind kind;
  std::string_view today = "";  // another name for the same
};

// clang-format off
constexpr Word kClauseWords[] = {
    {"and", Kind::kJunction},
    {"bool", Kind::kBool},
    {"boosting", Kind::kBoosting},
    {"constant_score", Kind::kConstantScore},
    {"custom_boost_factor", Kind::kRefused},
    {"custom_filters_score", Kind::kRefused},
    {"custom_score", Kind::kRefused},
    {"dis_max", Kind::kDisMax},
    {"exists", Kind::kExists},
    {"filtered", Kind::kFiltered},
    {"flt", Kind::kRefused},
    {"flt_field", Kind::kRefused},
    {"fquery", Kind::kWrapper},
    {"function_score", Kind::kFunctionScore},
    {"fuzzy", Kind::kTermLevel},
    {"fuzzy_like_this", Kind::kRefused},
    {"fuzzy_like_this_field", Kind::kRefused},
    {"geo_bounding_box", Kind::kPlain},
    {"geo_distance", Kind::kPlain},
    {"geo_distance_range", Kind::kRefused},
    {"geo_polygon", Kind::kPlain},
    {"has_child", Kind::kJoin},
    {"has_parent", Kind::kJoin},
    {"ids", Kind::kIds},
    {"in", Kind::kTerms, "terms"},
    {"indices", Kind::kRefused},
    {"limit", Kind::kIgnored},
    {"match", Kind::kMatch},
    {"match_all", Kind::kPlain},
    {"match_phrase", Kind::kMatch},
    {"match_phrase_prefix", Kind::kMatch},
    {"missing", Kind::kMissing},
    {"mlt", Kind::kMoreLikeThis, "more_like_this"},
    {"mlt_field", Kind::kRefused},
    {"more_like_this", Kind::kMoreLikeThis},
    {"more_like_this_field", Kind::kRefused},
    {"multi_match", Kind::kMultiMatch},
    {"nested", Kind::kJoin},
    {"not", Kind::kNot},
    {"numeric_range", Kind::kRange, "range"},
    {"or", Kind::kJunction},
    {"prefix", Kind::kTermLevel},
    {"query", Kind::kWrapper},
    {"query_string", Kind::kQueryString},
    {"range", Kind::kRange},
    {"regexp", Kind::kTermLevel},
    {"script", Kind::kScript},
    {"simple_query_string", Kind::kQueryString},
    {"term", Kind::kTermLevel},
    {"terms", Kind::kTerms},
    {"text", Kind::kMatch, "match"},
    {"text_phrase", Kind::kMatch, "match_phrase"},
    {"text_phrase_prefix", Kind::kMatch, "match_phrase_prefix"},
    {"top_children", Kind::kRefused},
    {"type", Kind::kType},
    {"wildcard", Kind::kTermLevel},
};
// clang-format on

// "queryString", as 1.x took every word too, for "query_string".
std::string WithUnderscores(std::string_view name) {
  std::string word;
  for (const char c : name) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper) word += '_';
    word += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return word;
}

const Word* FindWord(std::string& name, Rewriting& work) {
  const std::string word = WithUnderscores(name);
  const auto found = std::ranges::lower_bound(kClauseWords, word, {}, &Word::name);
  if (found == std::end(kClauseWords) || found->name != word) return nullptr;
  if (name != word) work.NoteMember(name, word, "the word is spelled so");
  if (!found->today.empty()) work.NoteMember(word, found->today, "the word is another");
  name = found->today.empty() ? word : std::string(found->today);
  return &*found;
}

void RewriteByKind(Value& clause, Kind kind, Standing standing, Rewriting& work) {
  switch (kind) {
    case Kind::kFiltered:
      return RewriteFiltered(clause, work);
    case Kind::kJunction:
      return RewriteJunction(clause, work);
    case Kind::kNot:
      return RewriteNot(clause, work);
    case Kind::kBool:
      return RewriteBool(clause, standing, work);
    case Kind::kWrapper:
      return RewriteWrapper(clause, work);
    case Kind::kIgnored:
      return DropClause(clause, work);
    case Kind::kConstantScore:
      return RewriteConstantScore(clause, standing, work);
    case Kind::kJoin:
      return RewriteJoin(clause, standing, work);
    case Kind::kDisMax:
      return RewriteMembers(clause, {"queries"}, standing, work);
    case Kind::kBoosting:
      return RewriteMembers(clause, {"positive", "negative"}, standing, work);
    case Kind::kFunctionScore:
      return RewriteFunctionScore(clause, work);
    case Kind::kMissing:
      return RewriteMissing(clause, work);
    case Kind::kExists:
      return RewriteExists(clause, work);
    case Kind::kTermLevel:
      return RewriteTermLevel(clause, work);
    case Kind::kTerms:
      return RewriteTerms(clause, work);
    case Kind::kRange:
      return RewriteRange(clause, work);
    case Kind::kIds:
      return RewriteIds(clause, work);
    case Kind::kType:
      return RewriteType(clause, work);
    case Kind::kMatch:
      return RewriteMatch(clause, work);
    case Kind::kMultiMatch:
      return RewriteMultiMatch(clause, work);
    case Kind::kQueryString:
      return RewriteQueryString(clause, work);
    case Kind::kMoreLikeThis:
      return RewriteMoreLikeThis(clause, work);
    case Kind::kScript:
      return CheckScript(clause.of.front().second, work);
    case Kind::kPlain:
      return DropCacheKeys(clause.of.front().second, work);
    case Kind::kRefused:
      return work.Refuse("no server has had such a query since Elasticsearch 5",
                         "write it anew, with function_score, more_like_this or match");
  }
}

}  // namespace

void RewriteClause(Value& clause, Standing standing, Rewriting& work) {
  if (!clause.is_object() || clause.of.size() != 1) return;
  std::string& name = clause.of.front().first;
  const std::string written = name;
  const Word* const word = FindWord(name, work);
  if (word == nullptr) return;
  const bool takes_list = word->kind == Kind::kJunction;
  if (!clause.of.front().second.is_object() && !takes_list) return;  // the server says it
  const Rewriting::Inside inside(work, written);
  RewriteByKind(clause, word->kind, standing, work);
}

void RewriteClauses(Value& clauses, Standing standing, Rewriting& work) {
  if (!clauses.is_list()) return RewriteClause(clauses, standing, work);
  for (std::size_t index = 0; index < clauses.of.size(); ++index) {
    const Rewriting::Inside inside(work, index);
    Value& clause = clauses.of[index].second;
    RewriteClause(clause, standing, work);
    if (IsIgnored(clause)) work.Note("", "a clause that asks nothing");
  }
  std::erase_if(clauses.of, [](const auto& item) { return IsIgnored(item.second); });
}

}  // namespace fun::loader
