#include "core/detect/clean_texts.h"

namespace fun::detect {

void CleanTexts::Add(const TextMark& mark) {
  if (mark.first == 0) return;
  if (sets_ == nullptr) sets_ = std::make_unique<Line[]>(kSets);
  MoveToFront(SetOf(mark), kWays - 1, mark);
}

}  // namespace fun::detect
