// The lists behind core/detect/known/guard.h: data, nothing else.
#pragma once

#include <span>
#include <string_view>

#include "core/detect/known/guard.h"

namespace fun::detect {

// Folded words (lower case, no accents) with one space between two.
struct OrdinaryWordList {
  WordClass word_class;
  std::string_view words;
};

// To add a word, add it to its list in guard_words.cc; a test walks them.
std::span<const OrdinaryWordList> OrdinaryWordLists();

}  // namespace fun::detect
