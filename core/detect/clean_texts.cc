#include "core/detect/clean_texts.h"

namespace fun::detect {

void CleanTexts::Add(std::string_view text, std::uint32_t kind) {
  if (text.size() > kLongest) return;
  if (sets_ == nullptr) sets_ = std::make_unique<Line[]>(kSets);
  const TextMark mark = MarkOf(text, kind);
  MoveToFront(SetOf(mark), kWays - 1, mark);
}

}  // namespace fun::detect
