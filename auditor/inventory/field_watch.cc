#include "auditor/inventory/field_watch.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "auditor/judge/place.h"
#include "core/event/field_names.h"
#include "core/event/grammar.h"
#include "core/json/scalar.h"

namespace fun::auditor {
namespace {

constexpr std::uint32_t kMostSteps = 32;    // what is deeper is counted with its parent
constexpr std::size_t kMostNodes = 10'000;  // kept from line to line

// A key of the platform's ids is no field of its own.
constexpr std::string_view kId = "<id>";
// The platform takes the body of a request that is JSON for the name of a form field.
constexpr std::string_view kBody = "<json>";
constexpr std::string_view kMasked = "<masked>";
constexpr std::string_view kUnknown = "<unknown>";

// The path of every request is a type of event, and may name a person; of unknown types the shape.
std::string NameOf(std::string_view event_type, bool& is_unknown) {
  if (event_type.starts_with('/')) return "/…";
  is_unknown = !event::IsOfGrammar(event::Grammar::kEventType, event_type);
  return is_unknown ? ShapeOf(event_type) : std::string(event_type);
}

// What stands for data already: "<<EMAIL>>", a pseudonym.
bool IsMasked(std::string_view key) {
  return IsPseudonym(key) || (key.starts_with("<<") && key.ends_with(">>"));
}

void See(Sight& sight, std::uint64_t line) {
  if (sight.count++ == 0) sight.line = line;
}

}  // namespace

bool FieldWatch::BeginLine() {
  counted_.clear();
  if (nodes_.size() <= kMostNodes) return false;
  // A hostile line has made very many.
  MoveSights();
  nodes_.assign(1, {});
  sorted_.clear();
  return true;
}

FieldWatch::Place FieldWatch::Member(Place place, std::string_view key) {
  Place child = place;
  // A learner may write "*" or "<id>" for a key, too.
  const bool is_step_of_ours = key.starts_with('<') || key == "*" || key == ">";
  if (!is_step_of_ours && Find(place, key, child)) return child;
  if (event::IsFieldName(key) || policy_.Names(key)) return Step(place, key, false);
  if (event::IsPlatformId(key)) return Step(place, kId, false);
  if (IsMasked(key)) return Step(place, kMasked, false);
  if (json::LooksLikeJson(key)) return Step(place, kBody, false);
  return Step(place, kUnknown, true);
}

bool FieldWatch::Find(Place place, std::string_view step, Place& child) {
  Node& node = nodes_[place];
  const std::size_t count = node.children.size();
  for (std::size_t tried = 0, at = node.next; tried < count; ++tried, ++at) {
    if (at >= count) at = 0;
    if (node.children[at].step != step) continue;
    node.next = at + 1;
    child = node.children[at].place;
    return true;
  }
  return false;
}

FieldWatch::Place FieldWatch::Step(Place place, std::string_view step, bool is_unknown) {
  Place child = place;
  if (nodes_[place].depth == kMostSteps || Find(place, step, child)) return child;
  child = static_cast<Place>(nodes_.size());
  Node& parent = nodes_[place];
  parent.children.push_back({std::string(step), child});
  Node node;
  node.path = parent.path;
  if (step != ">") node.path += '/';
  node.path += step;
  node.depth = parent.depth + 1;
  node.is_unknown = is_unknown;
  nodes_.push_back(std::move(node));
  return child;
}

void FieldWatch::KeepLine(std::uint64_t line, std::string_view event_type) {
  for (const Counted& counted : counted_) {
    Sight& sight = nodes_[counted.place].sight;
    See(sight, line);
    sight.kinds =
        static_cast<std::uint8_t>(sight.kinds | 1U << static_cast<unsigned>(counted.kind));
  }
  counted_.clear();
  if (event_type.empty()) return;
  bool is_unknown = false;
  Sight& sight = kept_.event_types[NameOf(event_type, is_unknown)];
  See(sight, line);
  sight.is_unknown = is_unknown;
}

void FieldWatch::MoveSights() {
  SortPlaces();
  Sights sights;
  for (const Place place : sorted_) {
    Node& node = nodes_[place];
    if (node.sight.count == 0) continue;
    node.sight.is_unknown = node.is_unknown;
    sights.emplace_hint(sights.end(), node.path, std::exchange(node.sight, {}));
  }
  if (kept_.fields.empty()) kept_.fields.swap(sights);
  AddTo(kept_.fields, std::move(sights), 0, 0);
}

// A log soon has no new places: they are sorted once, not for each part of it.
void FieldWatch::SortPlaces() {
  if (sorted_.size() + 1 == nodes_.size()) return;
  sorted_.resize(nodes_.size() - 1);
  std::iota(sorted_.begin(), sorted_.end(), kEvent + 1);
  std::ranges::sort(sorted_, {},
                    [this](Place place) -> std::string_view { return nodes_[place].path; });
}

void FieldWatch::MoveTo(Inventory& inventory) {
  MoveSights();
  Limit(kept_.event_types);
  inventory = std::exchange(kept_, {});
}

}  // namespace fun::auditor
