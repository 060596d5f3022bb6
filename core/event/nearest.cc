#include "core/event/nearest.h"

#include <algorithm>
#include <vector>

namespace fun::event {

std::size_t EditDistance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> cells((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i) cells[i * width] = i;
  for (std::size_t j = 0; j < width; ++j) cells[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t replaced = cells[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      const std::size_t deleted = cells[(i - 1) * width + j] + 1;
      const std::size_t inserted = cells[i * width + j - 1] + 1;
      std::size_t least = std::min({replaced, deleted, inserted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        least = std::min(least, cells[(i - 2) * width + j - 2] + 1);
      }
      cells[i * width + j] = least;
    }
  }
  return cells.back();
}

std::optional<std::string_view> NearestWord(std::string_view word,
                                            std::span<const std::string_view> words) {
  constexpr std::size_t kLongestWord = 64;
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  std::optional<std::string_view> nearest;
  for (const std::string_view candidate : words) {
    const std::size_t distance = EditDistance(word, candidate);
    if (distance >= least || distance >= candidate.size()) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace fun::event
