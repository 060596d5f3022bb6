#include "anonymizer/removals.h"

namespace fun::anonymizer {

void Removals::Open(std::size_t at) { open_.push_back({.open_at = at}); }

void Removals::RemoveItem(Container& container, std::size_t end) {
  edits_->resize(container.mark);
  if (container.run_begin == kNone) container.run_begin = container.item_begin;
  container.run_end = end;
}

// The item in hand is kept: the run before it ends where the item begins.
void Removals::FlushRun(Container& container) {
  if (container.run_begin == kNone) return;
  const auto place = edits_->begin() + static_cast<std::ptrdiff_t>(container.mark);
  edits_->insert(place, {{container.run_begin, container.item_begin}, ""});
  container.run_begin = kNone;
}

void Removals::Close() {
  const Container& container = open_.back();
  if (container.run_begin != kNone) {
    const std::size_t begin =
        container.kept_end != kNone ? container.kept_end : container.run_begin;
    edits_->push_back({{begin, container.run_end}, ""});
  }
  open_.pop_back();
}

void Removals::CutTail(std::size_t end) {
  if (open_.empty()) {
    edits_->push_back({{root_end_, end}, ""});
    return;
  }
  // What is open around the innermost container holds it as an item in hand; inserting moves the
  // marks of those within, so the marks are mended on the way in.
  std::size_t inserted = 0;
  for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
    open_[i].mark += inserted;
    const std::size_t before = edits_->size();
    FlushRun(open_[i]);
    inserted += edits_->size() - before;
  }
  Container& last = open_.back();
  if (last.item_begin != kNone) edits_->resize(last.mark + inserted);
  std::size_t begin = last.open_at + 1;
  if (last.run_begin != kNone) begin = last.run_begin;
  if (last.kept_end != kNone) begin = last.kept_end;
  edits_->push_back({{begin, end}, ""});
}

}  // namespace fun::anonymizer
