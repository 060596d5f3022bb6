// The findings of the line in hand, and how many more there were than it lists.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "auditor/judge/judge.h"

namespace fun::auditor {

class LineFindings {
 public:
  // From now on appends to `list`.
  void Begin(std::vector<Finding>& list) {
    list_ = &list;
    first_ = list.size();
  }

  // To be asked of each, before it is made: notes that there is one, and makes room.  False when
  // the list is full of what is as severe: kMostFindingsInLine warnings must not hide an error.
  bool MakeRoom(detect::Severity severity) {
    ++count_;
    if (list_->size() - first_ < kMostFindingsInLine) return true;
    if (severity <= list_->back().severity) return false;
    list_->pop_back();
    return true;
  }
  void Add(Finding finding) { list_->push_back(std::move(finding)); }

  // Of all lines, those without room, too: as long as it stands still nothing was found.
  std::size_t count() const { return count_; }

 private:
  std::vector<Finding>* list_ = nullptr;
  std::size_t first_ = 0;  // of the line's findings
  std::size_t count_ = 0;
};

}  // namespace fun::auditor
