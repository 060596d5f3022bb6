#include "anonymizer/closure/frequency.h"

#include <algorithm>
#include <vector>

#include "anonymizer/context.h"
#include "core/base/arena.h"
#include "core/detect/known/words.h"
#include "core/json/text.h"
#include "core/json/walk.h"

namespace fun::anonymizer {

std::string NameKey(std::string_view text) {
  std::vector<std::string> words;
  for (detect::WordReader reader(text, 0); reader.Next();) words.emplace_back(reader.folded());
  std::ranges::sort(words);
  std::string key;
  for (const std::string& word : words) key.append(key.empty() ? "" : " ").append(word);
  return key;
}

NameCounts& NameCounts::operator+=(const NameCounts& other) {
  lines_read += other.lines_read;
  for (const auto& [key, count] : other.lines) lines[key] += count;
  return *this;
}

struct NameCounter::State {
  State(const detect::Identities& gathered, std::size_t depth)
      : identities(gathered), max_depth(depth), structures(kMaxLayers) {}

  const detect::Identities& identities;
  std::size_t max_depth;
  std::vector<json::Structure> structures;  // by layer
  Arena arena;
  std::vector<detect::KnownMatch> matches;  // of one text
  std::vector<std::string> in_text;         // of one line
  std::vector<std::string> in_fields;
};

namespace {

// The members that json::Walker wants; see core/json/walk.h.
template <typename State>
class NameVisitor {
 public:
  NameVisitor(State& state, std::string_view text, std::size_t depth)
      : state_(state), text_(text), depth_(depth) {}

  void OnKey(Span) {}
  void OnScalar(Span) {}
  void OnOpen(std::size_t, bool) {}
  void OnClose(std::size_t) {}

  void OnString(Span raw) {
    const std::string_view text = json::Unescape(Slice(text_, raw), state_.arena).text;
    if (json::LooksLikeJson(text) && depth_ + 1 < kMaxLayers && VisitInner(text)) return;
    state_.matches.clear();
    state_.identities.Find(text, state_.matches, false);
    for (const detect::KnownMatch& match : state_.matches) {
      state_.in_text.push_back(NameKey(Slice(text, match.span)));
    }
    detect::KnownMatch whole;
    if (state_.identities.FindWhole(text, whole)) state_.in_fields.push_back(NameKey(text));
  }

 private:
  bool VisitInner(std::string_view text) {
    json::Structure& structure = state_.structures[depth_ + 1];
    if (structure.Index(text) != json::Refusal::kNone) structure.IndexAsFarAsPossible(text);
    NameVisitor visitor(state_, text, depth_ + 1);
    json::Walker walker(text, structure.start(), {state_.max_depth, false}, visitor);
    return walker.Walk().ok();
  }

  State& state_;
  std::string_view text_;
  std::size_t depth_;
};

}  // namespace

NameCounter::NameCounter(const detect::Identities& gathered, std::size_t max_depth)
    : state_(std::make_unique<State>(gathered, max_depth)) {}
NameCounter::NameCounter(NameCounter&&) noexcept = default;
NameCounter::~NameCounter() = default;

void NameCounter::CountLine(const event::Line& line, NameCounts& counts) {
  State& state = *state_;
  if (line.is_blank || !line.refusal.empty()) return;
  state.arena.Clear();
  state.in_text.clear();
  state.in_fields.clear();
  NameVisitor<State> visitor(state, line.text, 0);
  if (!event::WalkLine(line, state.max_depth, visitor).empty()) return;
  ++counts.lines_read;
  std::ranges::sort(state.in_text);
  const auto twice = std::ranges::unique(state.in_text);
  state.in_text.erase(twice.begin(), twice.end());
  for (const std::string& name : state.in_text) {
    if (std::ranges::find(state.in_fields, name) == state.in_fields.end()) ++counts.lines[name];
  }
}

}  // namespace fun::anonymizer
