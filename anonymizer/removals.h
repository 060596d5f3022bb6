// Removes members and elements together with their commas.
//
// A removed run that stands before a kept item goes with the comma behind it, a run at the end
// with the comma before it, so that what is left is sound JSON and no kept
// byte moves: {"a":1, "email":2, "b":3} → {"a":1, "b":3}.
#pragma once

#include <cstddef>
#include <vector>

#include "core/json/edit.h"

namespace fun::anonymizer {

// Follows the walk of one text after the other; its memory is kept.
class Removals {
 public:
  // Forgets the last text.  Deletions go into `edits`, in order of place,
  // between the edits that others append for the item in hand.
  void Start(std::vector<json::Edit>& edits) {
    edits_ = &edits;
    open_.clear();
    root_end_ = 0;
  }

  void Open(std::size_t at);  // the bracket of an object or array

  // The first byte of the item in hand: its key's quote, or of an element.
  // Outside every container there is one item, the text's value, which stays.
  void BeginItem(std::size_t at) {
    if (open_.empty()) return;
    open_.back().item_begin = at;
    open_.back().mark = edits_->size();
  }

  // One past its last byte.  A removed item loses its own edits.
  void EndItem(std::size_t end, bool is_removed) {
    if (open_.empty()) {
      root_end_ = end;
      return;
    }
    Container& container = open_.back();
    if (is_removed) {
      RemoveItem(container, end);
    } else {
      if (container.run_begin != kNone) FlushRun(container);
      container.kept_end = end;
    }
    container.item_begin = kNone;
  }

  void Close();  // call before EndItem of the container itself

  // The text breaks off: keeps what is whole and removes the rest of [0, end)
  // in the innermost open container, or behind a value that is whole.  Call once, last.
  void CutTail(std::size_t end);

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Container {
    std::size_t open_at = 0;
    std::size_t item_begin = kNone;  // kNone: between items
    std::size_t mark = 0;            // number of edits before the item
    std::size_t run_begin = kNone;   // the removed items in hand; kNone: none
    std::size_t run_end = 0;
    std::size_t kept_end = kNone;  // of the last kept item
  };

  void RemoveItem(Container& container, std::size_t end);
  void FlushRun(Container& container);

  std::vector<json::Edit>* edits_ = nullptr;
  std::vector<Container> open_;
  std::size_t root_end_ = 0;  // of the text's value, once it is whole
};

}  // namespace fun::anonymizer
