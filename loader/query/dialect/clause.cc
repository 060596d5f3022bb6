#include "loader/query/dialect/clause.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>

#include "loader/query/dialect/compound.h"
#include "loader/query/dialect/leaf.h"
#include "loader/query/dialect/match.h"
#include "loader/query/dialect/tree.h"

namespace fun::loader {
namespace {

using json::Value;

enum class Holder : std::uint8_t {
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
  kRefused,
};

enum class Leaf : std::uint8_t {
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
};

struct Word {
  std::string_view name;
  std::variant<Holder, Leaf> kind;
  std::string_view today = "";  // another name for the same
};

// clang-format off
constexpr Word kClauseWords[] = {
    {"and", Holder::kJunction},
    {"bool", Holder::kBool},
    {"boosting", Holder::kBoosting},
    {"constant_score", Holder::kConstantScore},
    {"custom_boost_factor", Holder::kRefused},
    {"custom_filters_score", Holder::kRefused},
    {"custom_score", Holder::kRefused},
    {"dis_max", Holder::kDisMax},
    {"exists", Leaf::kExists},
    {"filtered", Holder::kFiltered},
    {"flt", Holder::kRefused},
    {"flt_field", Holder::kRefused},
    {"fquery", Holder::kWrapper},
    {"function_score", Holder::kFunctionScore},
    {"fuzzy", Leaf::kTermLevel},
    {"fuzzy_like_this", Holder::kRefused},
    {"fuzzy_like_this_field", Holder::kRefused},
    {"geo_bounding_box", Leaf::kPlain},
    {"geo_distance", Leaf::kPlain},
    {"geo_distance_range", Holder::kRefused},
    {"geo_polygon", Leaf::kPlain},
    {"has_child", Holder::kJoin},
    {"has_parent", Holder::kJoin},
    {"ids", Leaf::kIds},
    {"in", Leaf::kTerms, "terms"},
    {"indices", Holder::kRefused},
    {"limit", Holder::kIgnored},
    {"match", Leaf::kMatch},
    {"match_all", Leaf::kPlain},
    {"match_phrase", Leaf::kMatch},
    {"match_phrase_prefix", Leaf::kMatch},
    {"missing", Leaf::kMissing},
    {"mlt", Leaf::kMoreLikeThis, "more_like_this"},
    {"mlt_field", Holder::kRefused},
    {"more_like_this", Leaf::kMoreLikeThis},
    {"more_like_this_field", Holder::kRefused},
    {"multi_match", Leaf::kMultiMatch},
    {"nested", Holder::kJoin},
    {"not", Holder::kNot},
    {"numeric_range", Leaf::kRange, "range"},
    {"or", Holder::kJunction},
    {"prefix", Leaf::kTermLevel},
    {"query", Holder::kWrapper},
    {"query_string", Leaf::kQueryString},
    {"range", Leaf::kRange},
    {"regexp", Leaf::kTermLevel},
    {"script", Leaf::kScript},
    {"simple_query_string", Leaf::kQueryString},
    {"term", Leaf::kTermLevel},
    {"terms", Leaf::kTerms},
    {"text", Leaf::kMatch, "match"},
    {"text_phrase", Leaf::kMatch, "match_phrase"},
    {"text_phrase_prefix", Leaf::kMatch, "match_phrase_prefix"},
    {"top_children", Holder::kRefused},
    {"type", Leaf::kType},
    {"wildcard", Leaf::kTermLevel},
};
// clang-format on

static_assert(std::ranges::is_sorted(kClauseWords, {}, &Word::name));

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

void RewriteHolder(Value& clause, Holder holder, Standing standing, Rewriting& work) {
  switch (holder) {
    case Holder::kFiltered:
      return RewriteFiltered(clause, work);
    case Holder::kJunction:
      return RewriteJunction(clause, work);
    case Holder::kNot:
      return RewriteNot(clause, work);
    case Holder::kBool:
      return RewriteBool(clause, standing, work);
    case Holder::kWrapper:
      return RewriteWrapper(clause, work);
    case Holder::kIgnored:
      return DropClause(clause, work);
    case Holder::kConstantScore:
      return RewriteConstantScore(clause, standing, work);
    case Holder::kJoin:
      return RewriteJoin(clause, standing, work);
    case Holder::kDisMax:
      return RewriteMembers(clause, {"queries"}, standing, work);
    case Holder::kBoosting:
      return RewriteMembers(clause, {"positive", "negative"}, standing, work);
    case Holder::kFunctionScore:
      return RewriteFunctionScore(clause, work);
    case Holder::kRefused:
      return work.Refuse("no server has had such a query since Elasticsearch 5",
                         "write it anew, with function_score, more_like_this or match");
  }
}

void RewriteLeaf(Value& clause, Leaf leaf, Rewriting& work) {
  switch (leaf) {
    case Leaf::kMissing:
      return RewriteMissing(clause, work);
    case Leaf::kExists:
      return RewriteExists(clause, work);
    case Leaf::kTermLevel:
      return RewriteTermLevel(clause, work);
    case Leaf::kTerms:
      return RewriteTerms(clause, work);
    case Leaf::kRange:
      return RewriteRange(clause, work);
    case Leaf::kIds:
      return RewriteIds(clause, work);
    case Leaf::kType:
      return RewriteType(clause, work);
    case Leaf::kMatch:
      return RewriteMatch(clause, work);
    case Leaf::kMultiMatch:
      return RewriteMultiMatch(clause, work);
    case Leaf::kQueryString:
      return RewriteQueryString(clause, work);
    case Leaf::kMoreLikeThis:
      return RewriteMoreLikeThis(clause, work);
    case Leaf::kScript:
      return CheckScript(clause.of.front().second, work);
    case Leaf::kPlain:
      return DropCacheKeys(clause.of.front().second, work);
  }
}

}  // namespace

void RewriteClause(Value& clause, Standing standing, Rewriting& work) {
  if (!clause.is_object() || clause.of.size() != 1) return;
  std::string& name = clause.of.front().first;
  const std::string written = name;
  const Word* const word = FindWord(name, work);
  if (word == nullptr) return;
  const Holder* const holder = std::get_if<Holder>(&word->kind);
  const bool takes_list = holder != nullptr && *holder == Holder::kJunction;
  if (!clause.of.front().second.is_object() && !takes_list) return;  // the server says it
  const Rewriting::Inside inside(work, written);
  if (holder != nullptr) return RewriteHolder(clause, *holder, standing, work);
  RewriteLeaf(clause, std::get<Leaf>(word->kind), work);
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
