#include "auditor/inventory/inventory.h"

#include <iterator>
#include <utility>

namespace fun::auditor {
namespace {

constexpr std::string_view kOtherPlaces = "…";
constexpr std::string_view kKinds[] = {"string", "number", "boolean", "null", "object", "list"};

// `before` stands before `sight` in the log.
void Merge(Sight& before, const Sight& sight) {
  before.count += sight.count;
  before.kinds |= sight.kinds;
  before.is_unknown = before.is_unknown || sight.is_unknown;
}

}  // namespace

void AddTo(Sights& sum, Sights&& part, std::uint32_t input, std::uint64_t lines) {
  auto at = sum.begin();
  while (!part.empty()) {
    auto node = part.extract(part.begin());
    node.mapped().input = input;
    node.mapped().line += lines;
    // Parts of a log hold much the same names: the next one is seldom far.
    while (at != sum.end() && at->first < node.key()) ++at;
    if (at != sum.end() && at->first == node.key()) {
      Merge(at->second, node.mapped());
    } else {
      at = sum.insert(at, std::move(node));
    }
  }
  Limit(sum);
}

void Inventory::Clear() {
  fields.clear();
  event_types.clear();
}

void Limit(Sights& sights) {
  if (sights.size() <= kMostSights) return;
  Sight rest;
  const auto old = sights.find(std::string(kOtherPlaces));
  if (old != sights.end()) {
    rest = old->second;
    sights.erase(old);
  }
  const auto first_behind = std::next(sights.begin(), kMostSights);
  for (auto at = first_behind; at != sights.end(); ++at) rest.count += at->second.count;
  sights.erase(first_behind, sights.end());
  rest.kinds = 0;
  rest.input = 0;
  rest.line = 1;
  rest.is_unknown = false;
  if (rest.count != 0) sights.emplace(kOtherPlaces, rest);
}

std::string KindsText(std::uint8_t kinds) {
  std::string text;
  for (std::size_t kind = 0; kind < std::size(kKinds); ++kind) {
    if ((kinds >> kind & 1) == 0) continue;
    text.append(text.empty() ? "" : ",").append(kKinds[kind]);
  }
  return text;
}

}  // namespace fun::auditor
