#include "loader/query/search_answer.h"

#include <array>
#include <charconv>
#include <utility>

#include "core/base/span.h"
#include "loader/server/answer.h"

namespace fun::loader {
namespace {

constexpr std::size_t kDepthOfHit = 4;  // {"hits": {"hits": [{"_source": …
                                        //  1        2        3 4

class SearchVisitor {
 public:
  explicit SearchVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) {
    if (depth_ <= kDepthOfHit) keys_[depth_] = Slice(text_, raw);
  }
  void OnString(Span raw) {
    const std::string_view text = Slice(text_, raw);
    if (depth_ == 1 && keys_[1] == "_scroll_id") found.scroll_id = text;
    if (depth_ == kDepthOfHit && IsInHits()) {
      if (keys_[kDepthOfHit] == "_id") found.hits.back().id = text;
      if (keys_[kDepthOfHit] == "_index") found.hits.back().index = text;
    }
  }
  void OnScalar(Span raw) {
    const std::string_view text = Slice(text_, raw);
    if (depth_ == 1 && keys_[1] == "timed_out") found.has_timed_out = text == "true";
    if (depth_ == 2 && keys_[1] == "_shards" && keys_[2] == "failed") {
      found.failed_shards = CountIn(text);
    }
    const bool is_total = keys_[1] == "hits" && keys_[2] == "total";
    if (is_total && (depth_ == 2 || (depth_ == 3 && keys_[3] == "value"))) {
      found.total = CountIn(text);
    }
  }
  void OnOpen(std::size_t at, bool) {
    ++depth_;
    if (depth_ == kDepthOfHit && IsInHits()) found.hits.emplace_back();
    const bool is_source = depth_ == kDepthOfHit + 1 && IsInHits() && keys_[4] == "_source";
    const bool is_aggregations = depth_ == 2 && keys_[1] == "aggregations";
    if (is_source || is_aggregations) begin_ = at;
  }
  void OnClose(std::size_t at) {
    const bool is_source = depth_ == kDepthOfHit + 1 && IsInHits() && keys_[4] == "_source";
    const bool is_aggregations = depth_ == 2 && keys_[1] == "aggregations";
    if (is_source) found.hits.back().source = Slice(text_, {begin_, at + 1});
    if (is_aggregations) found.aggregations = Slice(text_, {begin_, at + 1});
    --depth_;
  }

  SearchAnswer found;

 private:
  bool IsInHits() const { return keys_[1] == "hits" && keys_[2] == "hits"; }

  static std::uint64_t CountIn(std::string_view text) {
    std::uint64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
  }

  std::string_view text_;
  std::array<std::string_view, kDepthOfHit + 1> keys_ = {};  // of each depth, the last one
  std::size_t depth_ = 0;
  std::size_t begin_ = 0;
};

}  // namespace

std::optional<SearchAnswer> ReadSearchAnswer(std::string_view body) {
  SearchVisitor visitor(body);
  if (!WalkAnswer(body, visitor)) return std::nullopt;
  return std::move(visitor.found);
}

}  // namespace fun::loader
