// The word that was meant by a misspelt one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace fun::event {

// Inserted, deleted, replaced bytes and swapped neighbours between `a` and `b`.  O(|a| |b|).
std::size_t EditDistance(std::string_view a, std::string_view b);

// The first of `words` with the least distance to `word`, if that is at most a third of its length
// (two for short ones).
std::optional<std::string_view> NearestWord(std::string_view word,
                                            std::span<const std::string_view> words);

}  // namespace fun::event
