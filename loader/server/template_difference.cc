#include "loader/server/template_difference.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/arena.h"
#include "core/base/span.h"
#include "core/json/pointer.h"
#include "core/json/text.h"
#include "loader/server/answer.h"

namespace fun::loader {
namespace {

constexpr std::string_view kTheirs = "/index_templates/0/index_template";
// Members of theirs that no body states.
constexpr std::string_view kServersOwn[] = {"/composed_of", "/created_date", "/data_stream/",
                                            "/modified_date"};

using Leaves = std::map<std::string, std::string>;

// Every value that is no container, by its JSON Pointer; strings without their quotes.
class LeafVisitor {
 public:
  explicit LeafVisitor(std::string_view text) : text_(text) {}

  void OnKey(Span raw) { path_.back().key = json::Unescape(Slice(text_, raw), arena_).text; }
  void OnString(Span raw) { Add(json::Unescape(Slice(text_, raw), arena_).text); }
  void OnScalar(Span raw) { Add(Slice(text_, raw)); }
  void OnOpen(std::size_t, bool is_object) {
    NameElement();
    path_.push_back({"", !is_object});
    elements_.push_back(0);
  }
  void OnClose(std::size_t) {
    path_.pop_back();
    elements_.pop_back();
  }

  Leaves leaves;

 private:
  void NameElement() {
    if (!path_.empty() && path_.back().is_index) {
      path_.back().key = std::to_string(elements_.back()++);
    }
  }
  void Add(std::string_view value) {
    NameElement();
    leaves[json::PointerText(path_)] = value;
  }

  std::string_view text_;
  Arena arena_;
  std::vector<json::Step> path_;
  std::vector<std::uint64_t> elements_;  // seen so far, of each container on the path
};

bool IsServersOwn(std::string_view place) {
  return std::ranges::any_of(kServersOwn,
                             [place](std::string_view own) { return place.starts_with(own); });
}

}  // namespace

std::optional<TemplateDifference> DifferenceOf(std::string_view answer, std::string_view ours) {
  LeafVisitor there(answer);
  LeafVisitor here(ours);
  if (!WalkAnswer(answer, there) || !WalkAnswer(ours, here)) return std::nullopt;
  Leaves theirs;
  for (auto& [place, value] : there.leaves) {
    if (place.starts_with(kTheirs)) theirs[place.substr(kTheirs.size())] = std::move(value);
  }
  if (theirs.empty()) return std::nullopt;
  TemplateDifference difference;
  for (const auto& [place, value] : here.leaves) {
    const auto same = theirs.find(place);
    if (same == theirs.end() || same->second != value) difference.places.push_back(place);
  }
  for (const auto& [place, value] : theirs) {
    if (!here.leaves.contains(place) && !IsServersOwn(place)) ++difference.more;
  }
  return difference;
}

}  // namespace fun::loader
